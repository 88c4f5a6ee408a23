package io.sealpost.mqtt.paho;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts the messages that were too large to be taken, and says so, but not for each: whoever may
 * publish to us must not be able to fill the disk with our log. Safe for use by several threads.
 */
final class OversizedMessages {
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final Consumer<String> warnings;
  private final AtomicLong count = new AtomicLong();

  // process lifetime, guarded by this
  private boolean warned;
  private long warnedAtNanos;

  /**
   * @param nanoTime a monotonic clock, as {@link System#nanoTime}
   * @param warnings told of a message, once a minute at most
   */
  OversizedMessages(LongSupplier nanoTime, Consumer<String> warnings) {
    this.nanoTime = nanoTime;
    this.warnings = warnings;
  }

  /**
   * One more.
   *
   * @param topic as the sender wrote it, or its beginning
   * @param bytes of the packet, after its fixed header
   */
  void discarded(String topic, int bytes) {
    long total = count.incrementAndGet();
    if (isTimeToWarn()) {
      warnings.accept(
          "dropped a message of "
              + bytes
              + " bytes on '"
              + printable(topic)
              + "', and expected are "
              + PacketLimit.MOST_BYTES
              + " at most (number "
              + total
              + "): find out who sends it, and allow only the station to publish there");
    }
  }

  /** How many since it was made. */
  long count() {
    return count.get();
  }

  private synchronized boolean isTimeToWarn() {
    long now = nanoTime.getAsLong();
    if (warned && now - warnedAtNanos < PAUSE_NANOS) {
      return false;
    }
    warned = true;
    warnedAtNanos = now;
    return true;
  }

  // a topic may hold line ends and the control sequences of terminals
  private static String printable(String topic) {
    return topic.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }
}
