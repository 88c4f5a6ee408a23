package io.sealpost.station.index;

import io.sealpost.crypto.Counter;
import io.sealpost.station.StationException;
import io.sealpost.station.index.DroppedTable.Drop;
import io.sealpost.station.index.EndingTable.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Follows the sequences of every source: what is new, what is missing, and what the device gave up
 * on purpose. Messages of a source come in the order in which they were sealed, now and then one
 * again; so whatever lies between the newest and a newer one is missing. For one thread.
 */
public final class SequenceBook {
  private final StreamTable streams;
  private final SeenTable seen;
  private final AccountTable accounts;
  private final EndingTable endings;
  private final MissingTable missing;
  private final DroppedTable dropped;

  /**
   * Sequences of one epoch that did not come and that nobody explained.
   *
   * @param epoch the device's boot counter
   * @param span which
   */
  public record Gap(long epoch, Span span) {}

  /**
   * What came of a counter.
   *
   * @param fresh whether it is new
   * @param gaps what it shows to be missing, each told once
   */
  public record Arrival(boolean fresh, List<Gap> gaps) {}

  /**
   * Messages that the device gave up.
   *
   * @param span the first and the last of them
   * @param count how many of the span, as far as it was not told before, at least 1
   * @param reported how many of them were told as missing before
   */
  public record GivenUp(Span span, long count, long reported) {}

  SequenceBook(Database database) {
    streams = new StreamTable(database);
    seen = new SeenTable(database);
    accounts = new AccountTable(database);
    endings = new EndingTable(database);
    missing = new MissingTable(database);
    dropped = new DroppedTable(database);
  }

  /**
   * Adds the counter of an authentic message. The first of a source shows no gap, as nobody
   * listened before; nor does one that comes late. The first of an epoch closes the books of those
   * before, as far as the device said how they ended.
   */
  public Arrival add(Source source, Counter counter) throws StationException {
    long stream = streams.id(source);
    long epoch = counter.epoch();
    long sequence = counter.sequence();
    if (!seen.add(stream, epoch, sequence)) {
      return new Arrival(false, List.of());
    }
    OptionalLong upTo = accounts.upTo(stream, epoch);
    if (upTo.isPresent()) {
      return new Arrival(true, advance(stream, epoch, upTo.getAsLong(), sequence));
    }
    OptionalLong newest = accounts.newestEpoch(stream);
    accounts.put(stream, epoch, sequence);
    List<Gap> gaps = new ArrayList<>();
    if (newest.isPresent() && newest.getAsLong() < epoch) {
      gaps.addAll(tailsBefore(stream, epoch));
      gaps.addAll(absent(stream, epoch, 0, sequence - 1));
    }
    return new Arrival(true, gaps);
  }

  /**
   * Learns that nothing waits for the broker any more on the device: what it had sealed by then
   * should have come. Of an epoch of which nothing came before, all of it if an earlier epoch is
   * known, as for {@link #add}.
   *
   * @param since the newest counter at an earlier moment of the same epoch at which the station
   *     listened already
   * @param last the last sequence sealed in that epoch
   * @return what is missing
   */
  public List<Gap> sent(Source source, Counter since, long last) throws StationException {
    long stream = streams.id(source);
    long epoch = since.epoch();
    OptionalLong upTo = accounts.upTo(stream, epoch);
    boolean listened = accounts.isKnownBefore(stream, epoch);
    long known = upTo.orElse(listened ? -1 : since.sequence());
    if (last <= known) {
      return List.of();
    }
    List<Gap> gaps = new ArrayList<>();
    if (upTo.isEmpty()) {
      gaps.addAll(tailsBefore(stream, epoch));
    }
    accounts.put(stream, epoch, last);
    gaps.addAll(absent(stream, epoch, known + 1, last));
    return gaps;
  }

  /**
   * Learns the last sequence of an epoch from the hello of the next.
   *
   * @param next the epoch of the hello, 1 or more
   * @param last the last sequence that was sealed in the epoch before
   * @return what is missing of the epoch before, if a later one began to come
   */
  public List<Gap> ended(Source source, long next, long last) throws StationException {
    long stream = streams.id(source);
    OptionalLong newest = accounts.newestEpoch(stream);
    Ending ending = new Ending(next - 1, last);
    if (newest.isPresent() && newest.getAsLong() >= next) {
      return tail(stream, ending);
    }
    endings.put(stream, ending);
    return List.of();
  }

  /**
   * Learns that the device gave messages up. Every statement takes in the earlier ones that it
   * overlaps; one that was heard before changes nothing.
   *
   * @param count how many of the span were given up, at least 1
   * @return what was not told before, if anything
   */
  public Optional<GivenUp> givenUp(Source source, long epoch, Span span, long count)
      throws StationException {
    long stream = streams.id(source);
    List<Drop> known = dropped.overlapping(stream, epoch, span);
    long told = known.stream().mapToLong(Drop::count).sum();
    if (count <= told) {
      return Optional.empty();
    }
    Drop drop = new Drop(span, count, known.stream().mapToLong(Drop::explained).sum());
    Span fresh = span;
    for (Drop old : known) {
      dropped.remove(stream, epoch, old);
      drop = new Drop(drop.span().union(old.span()), drop.count(), drop.explained());
      fresh = beyond(fresh, old.span());
    }
    dropped.put(stream, epoch, drop);
    return Optional.of(new GivenUp(fresh, count - told, explain(stream, epoch, drop, drop.span())));
  }

  private List<Gap> advance(long stream, long epoch, long upTo, long sequence)
      throws StationException {
    if (sequence <= upTo) {
      missing.remove(stream, epoch, new Span(sequence, sequence));
      return List.of();
    }
    accounts.put(stream, epoch, sequence);
    return absent(stream, epoch, upTo + 1, sequence - 1);
  }

  private List<Gap> tailsBefore(long stream, long epoch) throws StationException {
    List<Gap> gaps = new ArrayList<>();
    for (Ending ending : endings.takeBefore(stream, epoch)) {
      gaps.addAll(tail(stream, ending));
    }
    return gaps;
  }

  /** The end of an epoch, or all of it if nothing of it came. */
  private List<Gap> tail(long stream, Ending ending) throws StationException {
    long epoch = ending.epoch();
    OptionalLong upTo = accounts.upTo(stream, epoch);
    // Before the first epoch of which something came nobody listened.
    boolean listened = upTo.isPresent() || accounts.isKnownBefore(stream, epoch);
    if (!listened || upTo.orElse(-1) >= ending.last()) {
      return List.of();
    }
    accounts.put(stream, epoch, ending.last());
    return absent(stream, epoch, upTo.orElse(-1) + 1, ending.last());
  }

  /** What of the sequences, none of which came, the device did not give up. */
  private List<Gap> absent(long stream, long epoch, long first, long last) throws StationException {
    if (first > last) {
      return List.of();
    }
    Span span = new Span(first, last);
    missing.add(stream, epoch, span);
    for (Drop drop : dropped.overlapping(stream, epoch, span)) {
      explain(stream, epoch, drop, span.within(drop.span()));
    }
    return missing.within(stream, epoch, span).stream().map(left -> new Gap(epoch, left)).toList();
  }

  /**
   * Takes from what is missing within a part of a drop as much as the device gave up. Where it gave
   * up only some of a span nobody knows which; the earliest absent ones are taken for them.
   */
  private long explain(long stream, long epoch, Drop drop, Span part) throws StationException {
    long left = drop.count() - drop.explained();
    for (Span span : missing.within(stream, epoch, part)) {
      long taken = Math.min(left, span.size());
      if (taken > 0) {
        missing.remove(stream, epoch, new Span(span.first(), span.first() + taken - 1));
        left -= taken;
      }
    }
    long explained = drop.count() - left;
    if (explained > drop.explained()) {
      dropped.put(stream, epoch, new Drop(drop.span(), drop.count(), explained));
    }
    return explained - drop.explained();
  }

  /** What of a span lies beyond another that it continues; all of it if nothing does. */
  private static Span beyond(Span span, Span known) {
    boolean continues = known.first() <= span.first() && known.last() < span.last();
    return continues ? new Span(Math.max(span.first(), known.last() + 1), span.last()) : span;
  }
}
