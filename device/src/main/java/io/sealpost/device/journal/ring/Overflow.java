package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.WhenFull;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Unsynced.Pending;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Bounds what is kept in memory while the disk fails. Owned by the agent's thread. */
final class Overflow {
  private final int maxMessages;
  private final long maxBytes;
  private final WhenFull whenFull;
  private final int thinKeep;
  private final Contents contents;

  Overflow(int maxMessages, long maxBytes, Bounds bounds, Contents contents) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
    this.whenFull = bounds.whenFull();
    this.thinKeep = bounds.thinKeep();
    this.contents = contents;
  }

  /** Whether another message fits without anything giving way. */
  boolean hasRoomFor(Message message) {
    Unsynced unsynced = contents.unsynced();
    return unsynced.count() < maxMessages && unsynced.bytes() + message.sealed().length <= maxBytes;
  }

  /**
   * Makes room for one more message.
   *
   * @return false if it is this message that gives way
   */
  boolean makeRoomFor(Message message) {
    if (!hasRoomFor(message) && whenFull == WhenFull.THIN) {
      thin();
    }
    while (!hasRoomFor(message)) {
      List<Message> oldest =
          contents.unsynced().first().map(Pending::message).map(List::of).orElse(List.of());
      if (whenFull == WhenFull.DROP_NEWEST || oldest.isEmpty()) {
        return false;
      }
      oldest.forEach(contents::giveUp);
    }
    return true;
  }

  private void thin() {
    List<Message> messages = contents.unsynced().all().stream().map(Pending::message).toList();
    Set<Message> kept = new HashSet<>(Thinning.of(messages, thinKeep).kept());
    messages.stream().filter(message -> !kept.contains(message)).forEach(contents::giveUp);
  }
}
