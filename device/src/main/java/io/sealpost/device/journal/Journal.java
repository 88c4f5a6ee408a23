package io.sealpost.device.journal;

import io.sealpost.protocol.Channel;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps sealed messages, in the order of their sealing, until the broker has acknowledged them.
 * Bounded: what does not fit pushes out the oldest, which is counted. Owned by the agent's thread.
 */
public interface Journal extends AutoCloseable {
  /**
   * A message that is kept.
   *
   * @param id grows from message to message
   * @param channel where it goes
   * @param sealed the bytes to publish, the same at every attempt
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Entry(long id, Channel channel, byte[] sealed) {}

  /**
   * How full it is.
   *
   * @param messages kept and not released
   * @param bytes their size
   * @param dropped messages pushed out since the start, by channel path; one that was on its way to
   *     the broker then may have arrived all the same
   */
  record Stats(int messages, long bytes, Map<String, Long> dropped) {
    public Stats {
      dropped = Map.copyOf(dropped);
    }

    /** Messages pushed out since the start, of all channels. */
    public long totalDropped() {
      return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Keeps a message.
   *
   * @param sealed not changed by the caller afterwards
   */
  void append(Channel channel, byte[] sealed);

  /**
   * The oldest message above an id.
   *
   * @param id -1 for the oldest of all
   */
  Optional<Entry> after(long id);

  /** Forgets a message; does nothing if it is gone already. */
  void release(long id);

  /** How full it is. */
  Stats stats();

  /** Lets go of what is held outside of memory. */
  @Override
  void close();
}
