package io.sealpost.sensors.bluez;

import java.time.Duration;

/** When to try again: after 1, 2, 4, 8, 16 s and then every 30 s. */
final class Backoff {
  private static final long LONGEST = Duration.ofSeconds(30).toNanos();
  private static final long FIRST = Duration.ofSeconds(1).toNanos();
  private static final int DOUBLINGS = 5;

  // Owned by the thread that steps.
  private int failures;
  private long retryAt;

  /**
   * @param now nanoseconds of a clock that never goes back
   */
  Backoff(long now) {
    this.retryAt = now;
  }

  /** Something failed. */
  void failed(long now) {
    retryAt = now + Math.min(LONGEST, FIRST << Math.min(failures, DOUBLINGS));
    failures++;
  }

  /** All is well again. */
  void succeeded() {
    failures = 0;
  }

  /** Something happened that makes it worth a try at once. */
  void hurry(long now) {
    retryAt = now;
  }

  /** Whether it is time to try. */
  boolean isOver(long now) {
    return now - retryAt >= 0;
  }

  /** How often in a row something failed. */
  int failures() {
    return failures;
  }
}
