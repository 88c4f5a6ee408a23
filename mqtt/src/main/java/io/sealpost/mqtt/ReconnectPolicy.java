package io.sealpost.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try again: exponential with full jitter, so that a thousand devices that lost the same
 * broker do not come back in the same second. A connection that held for a while starts the
 * exponent again; after one that did not, the first attempt comes sooner than after one that
 * failed. Does not know the time and does not wait; not safe for use by several threads.
 */
public final class ReconnectPolicy {
  /** Beyond this the exponent has long passed any cap. */
  private static final int MOST_DOUBLINGS = 30;

  private final Settings settings;
  private final RandomGenerator random;

  // session: the thread of the link
  private int losses;
  private boolean connected;
  private long connectedAtNanos;

  /**
   * The numbers of a policy.
   *
   * @param base upper bound of the first delay, more than 0
   * @param cap upper bound of any delay after a passing fault, at least {@code base}
   * @param lostCap upper bound of the delay after a connection that the broker had accepted, {@code
   *     base} to {@code cap}
   * @param slow upper bound of the delay after a lasting fault; the lower one is half of it
   * @param stable a connection that held this long makes earlier losses forgotten
   */
  public record Settings(
      Duration base, Duration cap, Duration lostCap, Duration slow, Duration stable) {
    /** Checks the numbers. */
    public Settings {
      if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
        throw new IllegalArgumentException(
            "base is " + base + " and cap " + cap + ": expected 0 < base <= cap");
      }
      if (lostCap.compareTo(base) < 0 || lostCap.compareTo(cap) > 0) {
        throw new IllegalArgumentException(
            "lostCap is " + lostCap + ": expected base " + base + " to cap " + cap);
      }
      if (slow.isNegative() || stable.isNegative()) {
        throw new IllegalArgumentException(
            "slow is " + slow + " and stable " + stable + ": expected neither below 0");
      }
    }

    /**
     * 1 s doubling up to 60 s, or 8 s if the broker had accepted the connection; 2.5 to 5 min after
     * a lasting fault; forgiven after a minute.
     */
    public static Settings standard() {
      return new Settings(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(8),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1));
    }
  }

  /**
   * @param random need not be secure
   */
  public ReconnectPolicy(Settings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /**
   * The link is connected.
   *
   * @param nowNanos of a monotonic clock, as {@link System#nanoTime}
   */
  public void connected(long nowNanos) {
    connected = true;
    connectedAtNanos = nowNanos;
  }

  /**
   * The connection was lost, or the attempt failed.
   *
   * @param lasting whether it stays until somebody changes something
   * @param nowNanos of the same clock
   * @return how long to wait before the next attempt
   */
  public Duration lost(boolean lasting, long nowNanos) {
    if (connected && nowNanos - connectedAtNanos >= settings.stable().toNanos()) {
      losses = 0;
    }
    Duration cap = connected ? settings.lostCap() : settings.cap();
    connected = false;
    if (lasting) {
      return between(settings.slow().dividedBy(2), settings.slow());
    }
    Duration bound = settings.base().multipliedBy(1L << Math.min(losses, MOST_DOUBLINGS));
    losses++;
    return between(Duration.ZERO, bound.compareTo(cap) < 0 ? bound : cap);
  }

  private Duration between(Duration least, Duration most) {
    return least.plusNanos(random.nextLong(most.minus(least).toNanos() + 1));
  }
}
