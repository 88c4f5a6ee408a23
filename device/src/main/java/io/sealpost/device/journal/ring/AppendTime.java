package io.sealpost.device.journal.ring;

import io.sealpost.device.clock.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * When a message was appended.
 *
 * @param uptimeMillis since the start of the agent that appended it
 * @param wallMillis since 1970-01-01T00:00Z, or {@link #UNKNOWN} if the wall clock was not
 *     synchronised
 */
record AppendTime(long uptimeMillis, long wallMillis) {
  /** Stands for a wall clock that could not be trusted. */
  static final long UNKNOWN = Long.MIN_VALUE;

  static AppendTime of(Moment now) {
    return new AppendTime(now.uptime().toMillis(), now.synchronised() ? millis(now) : UNKNOWN);
  }

  private static long millis(Moment now) {
    try {
      return now.wall().toEpochMilli();
    } catch (ArithmeticException e) {
      // Beyond what fits: no clock that shows this is right.
      return UNKNOWN;
    }
  }

  /**
   * How long ago this was, or how long ago at least: a message of an earlier run is as old as this
   * run, whatever the clocks say.
   *
   * @param sameRun whether the message was appended since the start of this agent
   */
  Duration age(Moment now, boolean sameRun) {
    if (sameRun) {
      return notNegative(now.uptime().minusMillis(uptimeMillis));
    }
    if (wallMillis != UNKNOWN && now.synchronised()) {
      Duration byWall = notNegative(byWall(now.wall()));
      return byWall.compareTo(now.uptime()) > 0 ? byWall : now.uptime();
    }
    return now.uptime();
  }

  private Duration byWall(Instant wall) {
    try {
      return Duration.between(Instant.ofEpochMilli(wallMillis), wall);
    } catch (ArithmeticException | DateTimeException e) {
      // One of the clocks was absurd: this says nothing of the age.
      return Duration.ZERO;
    }
  }

  private static Duration notNegative(Duration age) {
    return age.isNegative() ? Duration.ZERO : age;
  }
}
