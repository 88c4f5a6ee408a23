package io.sealpost.device;

import java.time.Duration;

/**
 * When the next {@code hello} is due. What a command changed, a change of the clock or of what is
 * at risk is told at once; what may come and go all the time is not told of more often than once in
 * a while, so that it does not fill the broker. Times are nanoseconds since the agent started.
 * Owned by the agent's thread.
 */
final class HelloTimer {
  /** Least time between a {@code hello} and the next one that is only about sensors. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** Least time between a {@code hello} and the next one that is only about what was given up. */
  static final Duration PAUSE_OF_DROPS = Duration.ofMinutes(1);

  /**
   * Most time between two of them: by the next one the station notices what the broker took in
   * between and brought to nobody.
   */
  static final Duration EVERY = Duration.ofHours(1);

  private static final long NEVER = Long.MAX_VALUE;

  private long saidAt = -PAUSE_OF_DROPS.toNanos();
  private long dueAt = NEVER;

  /** A command changed what the device says of itself: due at once. */
  void commandObeyed() {
    dueAt = saidAt;
  }

  /** Another key seals from now on: due at once, for the station waits to hear of it. */
  void keyChanged() {
    dueAt = saidAt;
  }

  /** The clock was set, became, or is no longer, synchronised: due at once. */
  void clockChanged() {
    dueAt = saidAt;
  }

  /** There is another certificate, or one is asked for: due at once, for somebody has to sign. */
  void certificateChanged() {
    dueAt = saidAt;
  }

  /** Readings began or ceased to be at risk: due at once. */
  void alarmChanged() {
    dueAt = saidAt;
  }

  /** A sensor began or ceased to fail: due soon. */
  void sensorChanged() {
    dueAt = Math.min(dueAt, saidAt + PAUSE.toNanos());
  }

  /** More messages were given up: due within a minute. */
  void dropsGrew() {
    dueAt = Math.min(dueAt, saidAt + PAUSE_OF_DROPS.toNanos());
  }

  /**
   * A command came late: whoever sent it takes our uptime for less than it is, from a {@code hello}
   * that is old. Due soon, and no sooner, because anybody can send a late command again.
   */
  void uptimeMisjudged() {
    sensorChanged();
  }

  /** What was said last did not get through: due again soon. */
  void notSaid() {
    sensorChanged();
  }

  /** A {@code hello} was said. */
  void said(long now) {
    saidAt = now;
    dueAt = now + EVERY.toNanos();
  }

  /** Whether one is due. */
  boolean isDue(long now) {
    return now >= dueAt;
  }

  /** When one is due; {@link Long#MAX_VALUE} if nothing was said yet, nor is to be. */
  long dueAt() {
    return dueAt;
  }
}
