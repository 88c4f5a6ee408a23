package io.sealpost.device.journal;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps sealed messages, in the order of their sealing, until the broker has acknowledged them.
 * Bounded: what does not fit is given up by a policy, and counted. Owned by the agent's thread.
 */
public interface Journal extends AutoCloseable {
  /**
   * A message that is kept.
   *
   * @param id 0 or more, grows from message to message
   * @param channel where it goes
   * @param sealed the bytes to publish, the same at every attempt
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Entry(long id, Channel channel, byte[] sealed) {}

  /**
   * How full it is, and how well.
   *
   * @param messages kept and not released
   * @param bytes of sealed messages that are kept
   * @param oldest age of the oldest message that is kept, or how old it is at least if its age is
   *     not known; empty if nothing is kept
   * @param dropped what was given up, by channel path, newest last, at most 8 ranges of each; a
   *     message that was on its way to the broker then may have arrived all the same
   * @param totalDropped messages given up since the start of the agent
   * @param errors faults of the disk and damaged places since the start of the agent
   * @param alarm why messages are at risk at present, in one line
   */
  record Stats(
      long messages,
      long bytes,
      Optional<Duration> oldest,
      Map<String, List<Dropped>> dropped,
      long totalDropped,
      long errors,
      Optional<String> alarm) {
    public Stats {
      dropped = Map.copyOf(dropped);
    }
  }

  /**
   * Keeps a message. A fault of the outside world shows in {@link Stats#alarm}, never here.
   *
   * @param counter the one under which it was sealed
   * @param sealed not changed by the caller afterwards
   */
  void append(Channel channel, Counter counter, byte[] sealed, Moment now);

  /**
   * The oldest message above an id.
   *
   * @param id -1 for the oldest of all; costs least for the one handed out last
   */
  Optional<Entry> after(long id);

  /** Forgets a message that was handed out; does nothing if it is gone already. */
  void release(long id);

  /**
   * What was given up because somebody asked for it.
   *
   * @param ranges by channel path, newest last, at most {@link #MAX_RANGES} of each
   * @param durable whether all of it is given up, and still is after a power cut
   */
  record Forgotten(Map<String, List<Dropped>> ranges, boolean durable) {
    /** As many as an answer has room for. */
    public static final int MAX_RANGES = Answer.Result.MAX_RANGES;

    public Forgotten {
      ranges = Map.copyOf(ranges);
    }
  }

  /**
   * Gives up everything that is kept, what was handed out as well: that may arrive all the same.
   * After a power cut before the return either all of it is there or nothing. Reads all that is
   * kept, and waits for the disk.
   */
  Forgotten forget(Moment now);

  /** How full it is. */
  Stats stats(Moment now);

  /**
   * The highest counter of each channel, by its path, that was found when the journal was opened;
   * of whatever epoch. Messages that were released may be among them, others may have been sealed
   * after it. Empty if the journal does not outlive the agent.
   */
  default Map<String, Counter> newest() {
    return Map.of();
  }

  /**
   * Does what is due: makes messages durable, gives up those too old, tries a failed disk again.
   */
  void tick(Moment now);

  /** The uptime at which {@link #tick} has something to do; empty if nothing is foreseen. */
  Optional<Duration> nextDue();

  /** Makes durable what can be; what was not released is there at the next start, if on a disk. */
  @Override
  void close();
}
