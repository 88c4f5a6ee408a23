package io.sealpost.device.sampling;

import java.time.Duration;

/**
 * When one stream is due: slots on a fixed grid, so that nothing drifts. Times are nanoseconds on a
 * monotonic clock that counts from the agent's start.
 *
 * @param interval distance of the slots
 * @param due the next slot
 * @param started whether a slot has passed already
 * @param failures samples in a row that failed, as far as they count; 0 while it works
 */
record Schedule(Duration interval, long due, boolean started, int failures) {
  /**
   * However long a sensor has failed, it is tried again after this time, or at its interval if that
   * is longer: with a slow sensor's answer, a recovery is seen within 30 s.
   */
  static final Duration LONGEST_RETRY = Duration.ofSeconds(25);

  /** Then the pause does not grow any more, whatever the interval. */
  private static final int MOST_FAILURES = 10;

  /** However long the interval, the first reading comes within this time. */
  static final Duration LONGEST_START = Duration.ofSeconds(2);

  /**
   * A schedule that begins at a random moment, so that a fleet that gets its power back together
   * does not report together.
   *
   * @param fraction 0 (at once) up to, excluding, 1 (after the interval, or 2 s if that is longer)
   */
  static Schedule starting(Duration interval, long now, double fraction) {
    long longest = Math.min(interval.toNanos(), LONGEST_START.toNanos());
    return new Schedule(interval, now + (long) (fraction * longest), false, 0);
  }

  /** Whether a slot has come. */
  boolean isDue(long now) {
    return now >= due;
  }

  /** The slots after {@code now}; those that were missed are left out, not made up for. */
  Schedule after(long now) {
    long step = interval.toNanos();
    long missed = Math.max(0, now - due) / step;
    return new Schedule(interval, due + (missed + 1) * step, true, failures);
  }

  /**
   * The sample of the last slot failed: it is tried again after 1 slot, then after 2, 4, 8 and so
   * on, up to {@link #LONGEST_RETRY}.
   */
  Schedule failed() {
    long step = interval.toNanos();
    long mostSlots = Math.max(1, LONGEST_RETRY.toNanos() / step);
    long slots = Math.min(1L << failures, mostSlots);
    return new Schedule(
        interval, due + (slots - 1) * step, true, Math.min(failures + 1, MOST_FAILURES));
  }

  /** The next slot is at {@code now}, if it is not sooner. */
  Schedule dueAt(long now) {
    return new Schedule(interval, Math.min(due, now), started, failures);
  }

  /** The sample of the last slot gave a reading. */
  Schedule succeeded() {
    return new Schedule(interval, due, started, 0);
  }

  /**
   * Another interval at once: counted from the last slot, or due now if that is long ago or the
   * last sample failed.
   */
  Schedule every(Duration changed, long now) {
    if (!started) {
      return new Schedule(changed, due, false, 0);
    }
    if (failures > 0) {
      return new Schedule(changed, now, true, 0);
    }
    long lastSlot = due - interval.toNanos();
    return new Schedule(changed, Math.max(now, lastSlot + changed.toNanos()), true, 0);
  }
}
