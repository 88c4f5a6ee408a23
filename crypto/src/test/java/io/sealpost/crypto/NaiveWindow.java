package io.sealpost.crypto;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** What {@link ReplayWindow} promises, with everything remembered and nothing clever. */
final class NaiveWindow {
  private final Set<Counter> accepted = new HashSet<>();
  private final TreeSet<Long> epochs = new TreeSet<>();

  Verdict accept(Counter counter) {
    TreeSet<Long> newest = new TreeSet<>(epochs.descendingSet().stream().limit(8).toList());
    if (newest.size() == 8 && counter.epoch() < newest.first()) {
      return Verdict.TOO_OLD;
    }
    if (counter.sequence() <= highest(counter.epoch()) - 1024) {
      return Verdict.TOO_OLD;
    }
    epochs.add(counter.epoch());
    return accepted.add(counter) ? Verdict.FRESH : Verdict.DUPLICATE;
  }

  long highest(long epoch) {
    return of(epoch).max().orElse(-1);
  }

  long lowest(long epoch) {
    return of(epoch).min().orElse(-1);
  }

  long received(long epoch) {
    return of(epoch).count();
  }

  private LongStream of(long epoch) {
    return accepted.stream()
        .filter(counter -> counter.epoch() == epoch)
        .mapToLong(Counter::sequence);
  }
}
