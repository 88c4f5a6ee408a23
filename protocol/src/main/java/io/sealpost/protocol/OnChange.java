package io.sealpost.protocol;

import java.time.Duration;

/**
 * Only a reading that says something new is reported, and one now and then all the same.
 *
 * @param degrees how far a temperature must be from the last one that was reported, in degrees
 *     Celsius; above 0 to {@link #MAX_DEGREES}
 * @param heartbeat after which one is reported anyway, {@link #SHORTEST} to {@link #LONGEST}
 */
public record OnChange(double degrees, Duration heartbeat) {
  /** More is no report any more. */
  public static final double MAX_DEGREES = 100;

  /** Shorter is every reading. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** No stream is silent for longer while its sensor works. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** If only a step is asked for. */
  public static final Duration USUAL = Duration.ofMinutes(15);

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public OnChange {
    if (!(degrees > 0 && degrees <= MAX_DEGREES)) {
      throw new IllegalArgumentException(
          "on-change " + degrees + " must be above 0 and at most " + MAX_DEGREES);
    }
    Check.interval("heartbeat", heartbeat, SHORTEST, LONGEST);
  }
}
