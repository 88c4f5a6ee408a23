package io.sealpost.device.sampling;

import java.time.Duration;

/**
 * When one stream is due: slots on a fixed grid, so that nothing drifts. Times are nanoseconds on a
 * monotonic clock that counts from the agent's start.
 *
 * @param interval distance of the slots
 * @param due the next slot
 * @param started whether a slot has passed already
 */
record Schedule(Duration interval, long due, boolean started) {
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
    return new Schedule(interval, now + (long) (fraction * longest), false);
  }

  /** Whether a slot has come. */
  boolean isDue(long now) {
    return now >= due;
  }

  /** The slots after {@code now}; those that were missed are left out, not made up for. */
  Schedule after(long now) {
    long step = interval.toNanos();
    long missed = Math.max(0, now - due) / step;
    return new Schedule(interval, due + (missed + 1) * step, true);
  }

  /** The next slot is at {@code now}, if it is not sooner. */
  Schedule dueAt(long now) {
    return new Schedule(interval, Math.min(due, now), started);
  }

  /** Another interval at once: counted from the last slot, or due now if that is long ago. */
  Schedule every(Duration changed, long now) {
    if (!started) {
      return new Schedule(changed, due, false);
    }
    long lastSlot = due - interval.toNanos();
    return new Schedule(changed, Math.max(now, lastSlot + changed.toNanos()), true);
  }
}
