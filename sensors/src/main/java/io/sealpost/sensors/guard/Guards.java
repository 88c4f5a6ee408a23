package io.sealpost.sensors.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the readings of one thermometer are checked and corrected.
 *
 * @param offset added to every temperature, in degrees Celsius, -{@link #MAX_OFFSET} to {@link
 *     #MAX_OFFSET}
 * @param median of how many last readings the middle one is told; odd, 1 (every reading as it is)
 *     to {@link #MAX_MEDIAN}
 * @param stuckAfter how long a sensor may say exactly the same before it counts as failed, {@link
 *     #SHORTEST_STUCK} to {@link #LONGEST_STUCK}; for ever if empty
 */
public record Guards(double offset, int median, Optional<Duration> stuckAfter) {
  /** More is no calibration: the sensor measures something else. */
  public static final double MAX_OFFSET = 50;

  /** More would follow a change only after half as many readings. */
  public static final int MAX_MEDIAN = 15;

  /** Shorter would be true of any room. */
  public static final Duration SHORTEST_STUCK = Duration.ofMinutes(1);

  /** Longer finds nothing. */
  public static final Duration LONGEST_STUCK = Duration.ofDays(30);

  /** Nothing but the range. */
  public static final Guards NONE = new Guards(0, 1, Optional.empty());

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Guards {
    if (!(Math.abs(offset) <= MAX_OFFSET)) {
      throw new IllegalArgumentException(
          "offset " + offset + " must be -" + MAX_OFFSET + " to " + MAX_OFFSET);
    }
    if (median < 1 || median > MAX_MEDIAN || median % 2 == 0) {
      throw new IllegalArgumentException("median " + median + " must be odd, 1 to " + MAX_MEDIAN);
    }
    if (stuckAfter.isPresent()
        && (stuckAfter.get().compareTo(SHORTEST_STUCK) < 0
            || stuckAfter.get().compareTo(LONGEST_STUCK) > 0)) {
      throw new IllegalArgumentException(
          "stuck after " + stuckAfter.get() + " must be 1 minute to 30 days");
    }
  }

  /** What is done to the values, for people; empty if nothing is. */
  Optional<String> words() {
    List<String> words = new ArrayList<>();
    if (offset != 0) {
      words.add("offset " + (offset > 0 ? "+" : "") + offset);
    }
    if (median > 1) {
      words.add("median of " + median);
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }
}
