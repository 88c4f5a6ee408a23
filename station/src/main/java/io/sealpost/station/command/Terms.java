package io.sealpost.station.command;

import java.time.Duration;

/**
 * How to deal with devices.
 *
 * @param timeout how long to wait for a hello, and then for each answer, 1 s to 1 h
 * @param window how many commands may be on their way at once, 1 to 1024
 * @param ending when it is over
 */
public record Terms(Duration timeout, int window, Ending ending) {
  /** As many as the link takes at once. */
  public static final int WINDOW = 200;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException if a number is out of the range stated above
   */
  public Terms {
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a timeout must be 1s to 1h");
    }
    if (window < 1 || window > 1024) {
      throw new IllegalArgumentException("a window must be 1 to 1024");
    }
  }

  /** With the usual window. */
  public Terms(Duration timeout, Ending ending) {
    this(timeout, WINDOW, ending);
  }
}
