package io.sealpost.protocol;

import java.time.Duration;

/**
 * A scanner that hears nobody at present, so that its silence says nothing.
 *
 * @param scanner which, {@code hci0} for instance; made to fit 64 characters without control
 *     characters
 * @param deafFor for how long, 0 to 100 years, cut to whole milliseconds
 */
public record Deafness(String scanner, Duration deafFor) {
  /** Longest name of a scanner. */
  public static final int MAX_NAME = 64;

  /**
   * @throws IllegalArgumentException if {@code deafFor} is out of the range stated above
   */
  public Deafness {
    scanner = Check.fit(scanner, MAX_NAME);
    deafFor = Check.elapsed("deaf for", deafFor);
  }
}
