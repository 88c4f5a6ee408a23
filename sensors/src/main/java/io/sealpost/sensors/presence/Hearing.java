package io.sealpost.sensors.presence;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether one scanner hears, and since when. Its word that it listens is a lease of {@link
 * Ear#LEASE_SECONDS}: what lies before it, or after its end, is not listened time. Times are
 * nanoseconds since the start.
 */
final class Hearing {
  /** Earlier than any time. */
  static final long NEVER = Long.MIN_VALUE;

  private static final long LEASE = Duration.ofSeconds(Ear.LEASE_SECONDS).toNanos();

  private final String name;

  private long leaseEnd = NEVER;
  private long hearingSince;
  private long silentSince;
  private Optional<SensorException> failure = Optional.empty();

  /**
   * @param name of the scanner
   * @param now from which on its first word is waited for
   */
  Hearing(String name, long now) {
    this.name = name;
    this.silentSince = now;
  }

  String name() {
    return name;
  }

  /** Until when it hears, unless it says more; {@link #NEVER} while it does not. */
  long listenedUntil() {
    return leaseEnd;
  }

  /** Since when it has heard without a gap; to be asked only while it hears. */
  long hearingSince() {
    return hearingSince;
  }

  boolean hears(long now) {
    return now < leaseEnd;
  }

  /** Why it hears nobody; empty while it does, and while its first word is waited for. */
  Optional<SensorException> failure() {
    return failure;
  }

  /** Since when it has heard nobody; to be asked only while {@link #failure} is there. */
  long silentSince() {
    return silentSince;
  }

  /** How long until its word runs out, if it says no more. */
  long idleFor(long now) {
    return hears(now) ? leaseEnd - now : Long.MAX_VALUE;
  }

  /**
   * It says that it listens.
   *
   * @return whether it did not hear before
   */
  boolean listening(long now) {
    boolean turned = !hears(now);
    if (turned) {
      hearingSince = now;
      failure = Optional.empty();
    }
    leaseEnd = now + LEASE;
    return turned;
  }

  /**
   * It says that it hears nobody.
   *
   * @return whether that, or its reason, is new
   */
  boolean deaf(SensorException why, long now) {
    lapse(now);
    boolean turned = failure.filter(known -> known.getMessage().equals(why.getMessage())).isEmpty();
    if (hears(now)) {
      silentSince = now;
    }
    leaseEnd = NEVER;
    failure = Optional.of(why);
    return turned;
  }

  /**
   * Time has passed.
   *
   * @return whether its word has just run out
   */
  boolean lapse(long now) {
    long end = leaseEnd == NEVER ? silentSince + LEASE : leaseEnd;
    if (failure.isPresent() || now < end) {
      return false;
    }
    if (leaseEnd != NEVER) {
      silentSince = leaseEnd;
    }
    leaseEnd = NEVER;
    failure =
        Optional.of(
            new SensorException(
                Kind.TIMED_OUT,
                "scanner "
                    + name
                    + " has said nothing for "
                    + Ear.LEASE_SECONDS
                    + " s; if that goes on, restart the agent and look at its log"));
    return true;
  }
}
