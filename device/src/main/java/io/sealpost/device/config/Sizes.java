package io.sealpost.device.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them, {@code 16MB}; a KB is 1024 bytes. */
final class Sizes {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(B|KB|MB|GB)");
  private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KB", 10, "MB", 20, "GB", 30);

  private Sizes() {}

  /**
   * Reads a size in bytes and holds it to a range.
   *
   * @throws IllegalArgumentException if it is not a size, or outside
   */
  static long parse(String text, String minimum, String maximum) {
    long bytes = parse(text);
    if (bytes < parse(minimum) || bytes > parse(maximum)) {
      throw new IllegalArgumentException("\"" + text + "\" must be " + minimum + " to " + maximum);
    }
    return bytes;
  }

  private static long parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Integer shift = matcher.matches() ? SHIFTS.get(matcher.group(2)) : null;
    if (shift == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" must be a whole number and B, KB, MB or GB, \"16MB\" for instance");
    }
    return Long.parseLong(matcher.group(1)) << shift;
  }
}
