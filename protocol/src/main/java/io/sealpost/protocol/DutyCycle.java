package io.sealpost.protocol;

import java.time.Duration;

/**
 * How much a Bluetooth scanner listens, in turns with Wi-Fi, which has the same antenna.
 *
 * @param scan how long it listens at a time, {@link #SHORTEST_SCAN} to {@link #LONGEST_SCAN}
 * @param pause between scans, 0 (none) to {@link #LONGEST_PAUSE}
 */
public record DutyCycle(Duration scan, Duration pause) {
  /** A shorter one misses what advertises seldom. */
  public static final Duration SHORTEST_SCAN = Duration.ofSeconds(5);

  /** Longer is always. */
  public static final Duration LONGEST_SCAN = Duration.ofHours(1);

  /** Who comes and goes within a longer one is never heard. */
  public static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public DutyCycle {
    Check.interval("scan", scan, SHORTEST_SCAN, LONGEST_SCAN);
    Check.interval("pause", pause, Duration.ZERO, LONGEST_PAUSE);
  }
}
