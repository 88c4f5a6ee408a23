package io.sealpost.device.journal;

/**
 * How fast what was kept may go to the broker, so that a fleet that comes back together does not
 * flood it: tokens that come back at a steady rate, up to a burst. Several publishers may share
 * one; who asks first is served first.
 *
 * <p>Times are nanoseconds since the agent started. Owned by the agent's thread.
 */
public final class PublisherBudget {
  private static final long SECOND = 1_000_000_000;

  private final long step;
  private final long burst;

  // When all tokens are back; one is there from burst - 1 steps before that.
  private long fullAt;

  /**
   * A full one.
   *
   * @param rate tokens a second, 1 to 1,000,000
   * @param burst most tokens at one time, 1 or more
   * @throws IllegalArgumentException if a number is out of range
   */
  public PublisherBudget(int rate, int burst) {
    if (rate < 1 || rate > 1_000_000 || burst < 1) {
      throw new IllegalArgumentException(
          "rate " + rate + " must be 1 to 1000000, burst " + burst + " 1 or more");
    }
    this.step = SECOND / rate;
    this.burst = burst;
  }

  /** Gives all tokens back. */
  public void fill(long now) {
    fullAt = now;
  }

  /** When there is a token: not after {@code now} if there is one already. */
  long nextAt() {
    return fullAt - (burst - 1) * step;
  }

  /**
   * Takes a token.
   *
   * @return false if there is none yet
   */
  boolean take(long now) {
    if (nextAt() > now) {
      return false;
    }
    fullAt = Math.max(fullAt, now) + step;
    return true;
  }
}
