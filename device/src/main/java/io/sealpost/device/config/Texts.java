package io.sealpost.device.config;

import io.sealpost.sensors.sysfs.KernelName;
import java.time.Duration;

/** The kinds of strings that stand in several places of the file. */
final class Texts {
  private Texts() {}

  /** One line of 1 to {@code longest} characters without control characters. */
  static String plain(String text, int longest) {
    if (text.isBlank()
        || text.codePointCount(0, text.length()) > longest
        || !text.codePoints().allMatch(Texts::isPrintable)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" must be 1 to "
              + longest
              + " characters, not all blank, no control characters");
    }
    return text;
  }

  /** What the protocol takes for text that people read. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** What the owner calls a thing. */
  static String displayName(String text) {
    return plain(text, 64);
  }

  /** A sampling interval. */
  static Duration interval(String text) {
    return Durations.parse(text, RateLimits.SHORTEST, RateLimits.LONGEST);
  }

  /** What a driver calls a thing below {@code /sys}; no path, which might lead elsewhere. */
  static String kernelName(String text) {
    if (!KernelName.isPlain(text)) {
      throw new IllegalArgumentException("\"" + text + "\" must be a name as the kernel writes it");
    }
    return text;
  }

  /**
   * A string of a certain form.
   *
   * @param form a regular expression
   * @param words what the form is, for people
   */
  static String matching(String text, String form, String words) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException("\"" + text + "\" must be " + words);
    }
    return text;
  }
}
