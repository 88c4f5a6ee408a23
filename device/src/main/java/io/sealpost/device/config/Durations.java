package io.sealpost.device.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 30d}.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @param text a whole number of up to nine digits and its unit, without a space
   * @throws IllegalArgumentException if it is not of that form
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" must be a whole number and ms, s, m, h or d, \"10s\" for instance");
    }
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** Writes a duration in the largest unit that leaves a whole number; one day is 24h. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      long size = UNITS.getOrDefault(unit, Duration.ZERO).toMillis();
      boolean oneDay = unit.equals("d") && millis == size;
      if (millis != 0 && millis % size == 0 && !oneDay) {
        return millis / size + unit;
      }
    }
    return millis + "ms";
  }

  /**
   * Reads a duration and holds it to a range.
   *
   * @throws IllegalArgumentException if it is not a duration, or outside
   */
  static Duration parse(String text, Duration minimum, Duration maximum) {
    Duration duration = parse(text);
    if (duration.compareTo(minimum) < 0 || duration.compareTo(maximum) > 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" must be " + format(minimum) + " to " + format(maximum));
    }
    return duration;
  }
}
