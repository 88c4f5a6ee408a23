package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Messages that the medium may not have: kept in memory until a sync has succeeded, because after
 * one that failed nothing tells which of the written bytes are still there. Owned by the agent's
 * thread.
 */
final class Unsynced {
  // All owned by the agent's thread.
  private final NavigableMap<Long, Pending> pending = new TreeMap<>();
  private long bytes;

  /**
   * One message.
   *
   * @param place where it was written; empty if it is in memory only
   */
  record Pending(Message message, Optional<Place> place) {
    /** Whether it was written to a segment. */
    boolean isIn(Segment segment) {
      return place.isPresent() && place.get().segment() == segment;
    }

    private int size() {
      return message.sealed().length;
    }
  }

  /** Keeps a message. */
  void add(Message message, Optional<Place> place) {
    pending.put(message.id(), new Pending(message, place));
    bytes += message.sealed().length;
  }

  Optional<Pending> get(long id) {
    return Optional.ofNullable(pending.get(id));
  }

  /** The oldest above an id. */
  Optional<Pending> after(long id) {
    return Optional.ofNullable(pending.higherEntry(id)).map(Map.Entry::getValue);
  }

  Optional<Pending> first() {
    return Optional.ofNullable(pending.firstEntry()).map(Map.Entry::getValue);
  }

  /** Forgets a message. */
  void remove(long id) {
    Pending gone = pending.remove(id);
    if (gone != null) {
      bytes -= gone.size();
    }
  }

  /** Forgets all messages from one id to another, which is not included. */
  void removeRange(long from, long to) {
    List.copyOf(pending.subMap(from, to).keySet()).forEach(this::remove);
  }

  /** A message is written now. */
  void place(long id, Place place) {
    pending.computeIfPresent(id, (i, p) -> new Pending(p.message(), Optional.of(place)));
  }

  /** No message counts as written any more. */
  void displaceAll() {
    pending.replaceAll((id, p) -> new Pending(p.message(), Optional.empty()));
  }

  /** All of them, oldest first. */
  List<Pending> all() {
    return new ArrayList<>(pending.values());
  }

  int count() {
    return pending.size();
  }

  /** Bytes of the sealed messages. */
  long bytes() {
    return bytes;
  }

  /** How many are in memory only. */
  long countInMemoryOnly() {
    long count = 0;
    for (Pending each : pending.values()) {
      count += each.place().isEmpty() ? 1 : 0;
    }
    return count;
  }

  /** Bytes of those that are in memory only. */
  long bytesInMemoryOnly() {
    long sum = 0;
    for (Pending each : pending.values()) {
      sum += each.place().isEmpty() ? each.size() : 0;
    }
    return sum;
  }
}
