package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.protocol.Hello.Dropped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which messages of two segments stay when they become one.
 *
 * @param kept those that stay, in order
 * @param dropped what is given up, for the ledger
 */
record Thinning(List<Message> kept, List<OfChannel> dropped) {
  /** A range of one channel. */
  record OfChannel(String path, Dropped range) {}

  /** Two segments, one after the other. */
  record Pair(Segment first, Segment second) {
    private int level() {
      return Math.max(first.header().level(), second.header().level());
    }

    private boolean isEven() {
      return first.header().level() == second.header().level();
    }

    /** How often the messages of the segment that replaces the two were thinned. */
    int levelAfter() {
      return level() + 1;
    }

    private boolean isBefore(Pair other) {
      return isEven() == other.isEven() ? level() < other.level() : isEven();
    }
  }

  /**
   * The pair that was thinned least; of several the oldest. Uneven pairs, which would thin one part
   * of the past more than its surroundings, come last.
   *
   * @param segments all, in order
   * @param finished whether nothing is appended to a segment any more
   */
  static Optional<Pair> choose(List<Segment> segments, Predicate<Segment> finished) {
    Optional<Pair> best = Optional.empty();
    for (int i = 1; i < segments.size(); i++) {
      Pair pair = new Pair(segments.get(i - 1), segments.get(i));
      boolean possible = finished.test(pair.first()) && finished.test(pair.second());
      if (possible && (best.isEmpty() || pair.isBefore(best.get()))) {
        best = Optional.of(pair);
      }
    }
    return best;
  }

  /** Keeps every k-th message of each channel, the first one included. */
  static Thinning of(List<Message> messages, int k) {
    Map<String, Integer> seen = new HashMap<>();
    Map<List<Object>, OfChannel> dropped = new LinkedHashMap<>();
    List<Message> kept = new ArrayList<>();
    for (Message message : messages) {
      String path = message.channel().path();
      if ((seen.merge(path, 1, Integer::sum) - 1) % k == 0) {
        kept.add(message);
      } else {
        long sequence = message.counter().sequence();
        long epoch = message.counter().epoch();
        dropped.merge(
            List.of(path, epoch),
            new OfChannel(path, new Dropped(epoch, sequence, sequence, 1)),
            Thinning::join);
      }
    }
    return new Thinning(kept, List.copyOf(dropped.values()));
  }

  private static OfChannel join(OfChannel range, OfChannel one) {
    Dropped a = range.range();
    Dropped b = one.range();
    long first = Math.min(a.first(), b.first());
    long last = Math.max(a.last(), b.last());
    long count = Math.min(last - first + 1, a.count() + b.count());
    return new OfChannel(range.path(), new Dropped(a.epoch(), first, last, count));
  }

  /** Enters what is given up. */
  void enterInto(DropLedger ledger) {
    dropped.forEach(drop -> ledger.add(drop.path(), drop.range()));
  }

  /** Bytes of a segment with what is kept. */
  int size(Checkpoint checkpoint) {
    int records = kept.stream().mapToInt(RecordFormat::size).sum();
    return Header.SIZE + RecordFormat.size(checkpoint) + records + RecordFormat.TERMINATOR;
  }

  /**
   * A whole segment, to its last byte, so that nothing of an earlier turn of the ring is left.
   *
   * @param segment set to end where the records do
   */
  byte[] encode(Segment segment, Checkpoint checkpoint) {
    ByteBuffer bytes = ByteBuffer.allocate(segment.size());
    bytes.put(segment.header().encode());
    int seed = put(bytes, checkpoint, segment.headerSeed());
    for (Message message : kept) {
      seed = put(bytes, message, seed);
      segment.kept(message.sealed().length);
    }
    long lastId = kept.isEmpty() ? segment.lastId() : kept.get(kept.size() - 1).id();
    segment.endsAt(bytes.position(), seed, lastId);
    return bytes.array();
  }

  private static int put(ByteBuffer bytes, SegmentRecord record, int seed) {
    byte[] encoded = RecordFormat.encode(record, seed);
    bytes.put(encoded);
    return ByteBuffer.wrap(encoded).getInt(4);
  }
}
