package io.sealpost.device;

import java.time.Duration;

/**
 * When the next {@code hello} is due. A change of rates or of the clock is told at once; a sensor
 * that comes and goes is not told of more often than once in a while, so that it does not fill the
 * broker. Times are nanoseconds since the agent started. Owned by the agent's thread.
 */
final class HelloTimer {
  /** Least time between a {@code hello} and the next one that is only about sensors. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final long NEVER = Long.MAX_VALUE;

  private long saidAt = -PAUSE.toNanos();
  private long dueAt = NEVER;

  /** A rate changed: due at once. */
  void ratesChanged() {
    dueAt = saidAt;
  }

  /** The clock became, or is no longer, synchronised: due at once. */
  void clockChanged() {
    dueAt = saidAt;
  }

  /** A sensor began or ceased to fail: due soon. */
  void sensorChanged() {
    dueAt = Math.min(dueAt, saidAt + PAUSE.toNanos());
  }

  /**
   * A command came late: whoever sent it takes our uptime for less than it is, from a {@code hello}
   * that is old. Due soon, and no sooner, because anybody can send a late command again.
   */
  void uptimeMisjudged() {
    sensorChanged();
  }

  /** A {@code hello} was said. */
  void said(long now) {
    saidAt = now;
    dueAt = NEVER;
  }

  /** Whether one is due. */
  boolean isDue(long now) {
    return now >= dueAt;
  }

  /** When one is due; {@link Long#MAX_VALUE} if nothing is to be told. */
  long dueAt() {
    return dueAt;
  }
}
