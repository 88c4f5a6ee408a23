package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.ring.Outstanding.Handed;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Unsynced.Pending;
import io.sealpost.protocol.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the journal keeps, and where. Owned by the agent's thread. */
final class Contents {
  private final Segments segments;
  private final Outstanding outstanding;
  private final DropLedger ledger;
  private final Unsynced unsynced = new Unsynced();
  private final long firstIdOfRun;

  // Owned by the agent's thread.
  private long nextId;

  /**
   * @param position all messages below were released
   * @param nextId above all ids that were ever used
   */
  Contents(Segments segments, DropLedger ledger, long position, long nextId) {
    this.segments = segments;
    this.ledger = ledger;
    this.outstanding = new Outstanding(position);
    this.firstIdOfRun = nextId;
    this.nextId = nextId;
  }

  Segments segments() {
    return segments;
  }

  Outstanding outstanding() {
    return outstanding;
  }

  Unsynced unsynced() {
    return unsynced;
  }

  DropLedger ledger() {
    return ledger;
  }

  /** The id of the next message. */
  long nextId() {
    return nextId;
  }

  /** The next message has its id. */
  void useId() {
    nextId++;
  }

  /** Whether a message was appended since the start of this agent. */
  boolean isOfThisRun(long id) {
    return id >= firstIdOfRun;
  }

  /** The lowest id that a message which is kept can have. */
  long position() {
    Optional<Handed> oldest = outstanding.first();
    if (oldest.isPresent()) {
      return oldest.get().id();
    }
    long frontier = outstanding.frontier();
    long inMemory = unsynced.after(frontier).map(p -> p.message().id()).orElse(nextId);
    return Math.min(inMemory, segments.firstIdFrom(frontier + 1).orElse(nextId));
  }

  /** Forgets a message that was handed out. */
  void release(long id) {
    outstanding.remove(id).ifPresent(handed -> forget(id, handed.size()));
  }

  /** Forgets a message, which goes into the ledger of drops. */
  void giveUp(Message message) {
    giveUp(message.id(), message.channel(), message.counter(), message.sealed().length);
  }

  /** Forgets a message that was handed out, which goes into the ledger of drops. */
  void giveUp(Handed handed) {
    giveUp(handed.id(), handed.channel(), handed.counter(), handed.size());
  }

  private void giveUp(long id, Channel channel, Counter counter, int size) {
    ledger.add(channel.path(), counter);
    outstanding.remove(id);
    forget(id, size);
  }

  private void forget(long id, int size) {
    Optional<Pending> pending = unsynced.get(id);
    unsynced.remove(id);
    if (pending.isEmpty()) {
      segments.holding(id).ifPresent(segment -> segment.released(size));
    } else {
      pending.get().place().ifPresent(place -> place.segment().released(size));
    }
  }

  /** Not all messages that a segment was thought to have can be read. */
  void recount(Segment segment, List<Message> readable) {
    Map<Long, Message> kept = new HashMap<>();
    readable.stream()
        .filter(message -> outstanding.isKept(message.id()))
        .forEach(message -> kept.put(message.id(), message));
    unsynced.all().stream()
        .filter(pending -> pending.isIn(segment))
        .forEach(pending -> kept.put(pending.message().id(), pending.message()));
    segment.lostAbove(
        segment.lastId(),
        kept.size(),
        kept.values().stream().mapToLong(message -> message.sealed().length).sum());
  }

  /**
   * Nothing above an id can be read from a segment any more. What is in memory all the same is not
   * lost.
   */
  void lost(Segment segment, long above) {
    long lowest = segment.firstId();
    List<Message> inMemory =
        unsynced.all().stream()
            .filter(p -> p.message().id() > above && p.isIn(segment))
            .map(Pending::message)
            .toList();
    long end = inMemory.isEmpty() ? segment.lastId() + 1 : inMemory.get(0).id();
    if (above + 1 < end) {
      outstanding.removeRange(above + 1, end);
    }
    segment.lostAbove(
        inMemory.isEmpty() ? above : segment.lastId(),
        outstanding.count(lowest, above) + inMemory.size(),
        outstanding.bytes(lowest, above)
            + inMemory.stream().mapToLong(m -> m.sealed().length).sum());
  }

  /** Messages that are kept. */
  long messages() {
    long count = unsynced.countInMemoryOnly();
    for (Segment segment : segments.all()) {
      count += segment.messages();
    }
    return count;
  }

  /** Bytes of the sealed messages that are kept. */
  long bytes() {
    long bytes = unsynced.bytesInMemoryOnly();
    for (Segment segment : segments.all()) {
      bytes += segment.bytes();
    }
    return bytes;
  }
}
