package io.sealpost.device.journal;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Hello.Dropped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which messages were given up: a few ranges for each channel, so that it stays small whatever
 * happens. Owned by the agent's thread.
 */
public final class DropLedger {
  /** Ranges that are usually remembered of one channel. */
  public static final int MAX_RANGES = Hello.Stream.MAX_DROPPED;

  /** Channels that are remembered; those of a configuration long gone make room for others. */
  static final int MAX_CHANNELS = 64;

  private static final Comparator<Dropped> ORDER = DropLedger::compare;

  private final int maxRanges;

  // All owned by the agent's thread.
  private final Map<String, List<Dropped>> ranges = new TreeMap<>();
  private long total;
  private long changes;

  /** One that remembers {@link #MAX_RANGES} of each channel. */
  public DropLedger() {
    this(MAX_RANGES);
  }

  /**
   * @param maxRanges how many it remembers of each channel, 1 or more
   */
  public DropLedger(int maxRanges) {
    this.maxRanges = maxRanges;
  }

  /** Takes over what was given up before this start; not counted in {@link #total}. */
  public void restore(Map<String, List<Dropped>> earlier) {
    earlier.forEach((path, list) -> list.forEach(range -> enter(path, range)));
  }

  /** Takes over what is not within a range that is known already. */
  public void restoreMissing(Map<String, List<Dropped>> earlier) {
    earlier.forEach(
        (path, list) ->
            list.stream()
                .filter(range -> !isKnown(path, range))
                .forEach(range -> enter(path, range)));
  }

  private boolean isKnown(String path, Dropped range) {
    return ranges.getOrDefault(path, List.of()).stream()
        .anyMatch(
            known ->
                known.epoch() == range.epoch()
                    && known.first() <= range.first()
                    && known.last() >= range.last());
  }

  /** The same ranges, to be changed apart from these. */
  public DropLedger copy() {
    DropLedger copy = new DropLedger();
    copy.restore(ranges);
    return copy;
  }

  /** Enters one message. */
  public void add(String path, Counter counter) {
    add(path, new Dropped(counter.epoch(), counter.sequence(), counter.sequence(), 1));
  }

  /** Enters several messages of one channel. */
  public void add(String path, Dropped range) {
    total += range.count();
    changes++;
    enter(path, range);
  }

  /** What was given up, by channel path, newest last. */
  public Map<String, List<Dropped>> ranges() {
    Map<String, List<Dropped>> copy = new HashMap<>();
    ranges.forEach((path, list) -> copy.put(path, List.copyOf(list)));
    return Map.copyOf(copy);
  }

  /** Messages given up since the start of the agent. */
  public long total() {
    return total;
  }

  /** Grows with every entry: tells whether what was written down is still all. */
  public long changes() {
    return changes;
  }

  private void enter(String path, Dropped range) {
    List<Dropped> list = ranges.computeIfAbsent(path, p -> new ArrayList<>());
    list.add(range);
    list.sort(ORDER);
    int next = 1;
    while (next < list.size()) {
      if (gap(list, next) <= 0) {
        join(list, next);
      } else {
        next++;
      }
    }
    while (list.size() > maxRanges) {
      shorten(list);
    }
    if (ranges.size() > MAX_CHANNELS) {
      forgetOldestChannelBut(path);
    }
  }

  /** Sequences between a range and the one before it; more than any if the epochs differ. */
  private static long gap(List<Dropped> list, int index) {
    Dropped before = list.get(index - 1);
    Dropped range = list.get(index);
    return before.epoch() == range.epoch() ? range.first() - before.last() - 1 : Long.MAX_VALUE;
  }

  private static void join(List<Dropped> list, int index) {
    Dropped range = list.remove(index);
    Dropped before = list.get(index - 1);
    long last = Math.max(before.last(), range.last());
    long span = last - before.first() + 1;
    // A message may be entered twice: given up, then given up again after a crash.
    long count = Math.min(span, before.count() + range.count());
    list.set(index - 1, new Dropped(before.epoch(), before.first(), last, count));
  }

  private static void shorten(List<Dropped> list) {
    int closest = 1;
    for (int i = 2; i < list.size(); i++) {
      if (gap(list, i) < gap(list, closest)) {
        closest = i;
      }
    }
    if (gap(list, closest) == Long.MAX_VALUE) {
      list.remove(0);
    } else {
      join(list, closest);
    }
  }

  private void forgetOldestChannelBut(String path) {
    ranges.entrySet().stream()
        .filter(other -> !other.getKey().equals(path))
        .min((a, b) -> compare(newest(a.getValue()), newest(b.getValue())))
        .map(Map.Entry::getKey)
        .ifPresent(ranges::remove);
  }

  private static int compare(Dropped a, Dropped b) {
    int epochs = Long.compare(a.epoch(), b.epoch());
    return epochs != 0 ? epochs : Long.compare(a.first(), b.first());
  }

  private static Dropped newest(List<Dropped> list) {
    return list.get(list.size() - 1);
  }
}
