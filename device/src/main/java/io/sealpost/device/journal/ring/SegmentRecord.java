package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a segment holds. */
sealed interface SegmentRecord {
  /** A sealed message. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Message(long id, Channel channel, Counter counter, AppendTime time, byte[] sealed)
      implements SegmentRecord {}

  /**
   * How far the messages were released.
   *
   * @param position all messages below this id were released or given up
   * @param nextId above all ids that were used so far
   * @param drops what was given up so far; empty if nothing since the checkpoint before
   */
  record Checkpoint(long position, long nextId, Optional<Drops> drops) implements SegmentRecord {}

  /**
   * What was given up.
   *
   * @param serial grows: of two ledgers the one with the higher serial holds
   * @param ranges by channel path
   */
  record Drops(long serial, Map<String, List<Dropped>> ranges) {}
}
