package io.sealpost.device.config;

import java.time.Duration;

/**
 * What a command may set; binds even the station.
 *
 * @param minimum shortest interval, at least {@link #SHORTEST}
 * @param maximum longest interval, at most {@link #LONGEST}
 */
public record RateLimits(Duration minimum, Duration maximum) {
  /** No interval is shorter, whatever a file or a command says. */
  public static final Duration SHORTEST = Duration.ofMillis(100);

  /** No interval is longer. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** No report rule has a smaller step, in degrees Celsius. */
  public static final double LEAST_STEP = 0.001;

  /**
   * @throws IllegalArgumentException if a bound is out of range or they are the wrong way round
   */
  public RateLimits {
    if (minimum.compareTo(SHORTEST) < 0
        || maximum.compareTo(LONGEST) > 0
        || minimum.compareTo(maximum) > 0) {
      throw new IllegalArgumentException(
          "min-interval \""
              + Durations.format(minimum)
              + "\" must not be longer than max-interval \""
              + Durations.format(maximum)
              + "\"");
    }
  }

  /** Whether a command may set this interval. */
  public boolean allows(Duration interval) {
    return interval.compareTo(minimum) >= 0 && interval.compareTo(maximum) <= 0;
  }
}
