package io.sealpost.sensors.presence;

import java.time.Duration;

/**
 * When somebody who has been listened for in vain is asked for a sign of life, before being counted
 * away: three times, since one page or connection attempt in five may fail though the phone is
 * there.
 */
final class Questions {
  /** Relative to the leave timeout. */
  private static final long[] AT = {
    -Duration.ofSeconds(Scanner.ANSWER_SECONDS).toNanos(), 0, Duration.ofSeconds(10).toNanos()
  };

  /** How long after the leave timeout the last answer must have come. */
  static final Duration PATIENCE = Duration.ofSeconds(10 + Scanner.ANSWER_SECONDS);

  /** Between two questions, though a step may come late. */
  private static final long SHORTEST_GAP = Duration.ofSeconds(10).toNanos();

  private final long leaveAfter;
  private int asked;
  private long due;

  /**
   * @param leaveAfter the leave timeout in nanoseconds
   */
  Questions(long leaveAfter) {
    this.leaveAfter = leaveAfter;
    reset();
  }

  /** Whether it is time to ask, if anything can. */
  boolean haveBegun(long vain) {
    return vain >= leaveAfter + AT[0];
  }

  /** Whether the next one is due, which is then taken as asked. */
  boolean take(long vain) {
    if (asked == AT.length || vain < due) {
      return false;
    }
    asked++;
    if (asked < AT.length) {
      due = Math.max(leaveAfter + AT[asked], vain + SHORTEST_GAP);
    }
    return true;
  }

  /** After how much vain listening the next one is due, or else somebody is to leave. */
  long next() {
    return asked < AT.length ? Math.min(due, leaveAt(true)) : leaveAt(true);
  }

  /**
   * After how much vain listening somebody is to leave.
   *
   * @param canBeAsked whether anything can ask
   */
  long leaveAt(boolean canBeAsked) {
    return canBeAsked ? leaveAfter + PATIENCE.toNanos() : leaveAfter;
  }

  void reset() {
    asked = 0;
    due = leaveAfter + AT[0];
  }
}
