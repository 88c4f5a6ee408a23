package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.protocol.Channel;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which messages were handed out and not released: all below the frontier that are not here were
 * released or given up. Small, whatever the backlog. Owned by the agent's thread.
 */
final class Outstanding {
  // All owned by the agent's thread.
  private final NavigableMap<Long, Handed> handed = new TreeMap<>();
  private long frontier;

  /** What is remembered of a message. */
  record Handed(long id, Channel channel, Counter counter, AppendTime time, int size) {
    static Handed of(Message message) {
      return new Handed(
          message.id(),
          message.channel(),
          message.counter(),
          message.time(),
          message.sealed().length);
    }
  }

  /**
   * @param position all messages below were released
   */
  Outstanding(long position) {
    this.frontier = position - 1;
  }

  /** The highest id that was handed out or given up in its turn. */
  long frontier() {
    return frontier;
  }

  /** Whether a message is still kept. */
  boolean isKept(long id) {
    return id > frontier || handed.containsKey(id);
  }

  /** A message is handed out, for the first time or again. */
  void handOut(Message message) {
    if (message.id() > frontier) {
      frontier = message.id();
      handed.put(message.id(), Handed.of(message));
    }
  }

  /** A message is given up before it was handed out, in its turn. */
  void pass(long id) {
    frontier = Math.max(frontier, id);
  }

  /** Forgets a message; empty if it is gone or was never handed out. */
  Optional<Handed> remove(long id) {
    return Optional.ofNullable(handed.remove(id));
  }

  /** Forgets all from one id to another, which is not included. */
  void removeRange(long from, long to) {
    handed.subMap(from, to).clear();
  }

  /** The oldest. */
  Optional<Handed> first() {
    return Optional.ofNullable(handed.firstEntry()).map(Map.Entry::getValue);
  }

  /** How many there are from one id to another, which is included. */
  long count(long from, long to) {
    return from > to ? 0 : handed.subMap(from, true, to, true).size();
  }

  /** Bytes of those from one id to another, which is included. */
  long bytes(long from, long to) {
    return from > to
        ? 0
        : handed.subMap(from, true, to, true).values().stream().mapToLong(Handed::size).sum();
  }
}
