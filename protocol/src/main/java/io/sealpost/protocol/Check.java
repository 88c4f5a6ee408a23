package io.sealpost.protocol;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The ranges that several messages share; each method returns what it was given, if it fits. */
final class Check {
  /** Largest value of the 32-bit counters: epochs, sequences, commands. */
  static final long MAX_COUNTER = 0xffff_ffffL;

  /** Largest number of things. */
  static final long MAX_COUNT = 1L << 53;

  /** Most streams that one device has. */
  static final int MAX_STREAMS = 64;

  /** Longest time since a start, and longest interval, that make sense: 100 years. */
  static final Duration MAX_ELAPSED = Duration.ofDays(36_525);

  private static final int MAX_QUOTE = 80;

  private Check() {}

  /** A 32-bit counter. */
  static long counter(String what, long value) {
    return range(what, value, 0, MAX_COUNTER);
  }

  /** A number of things, at most 2^53, up to which a double is exact. */
  static long count(String what, long value) {
    return range(what, value, 0, MAX_COUNT);
  }

  /** A number between {@code least} and {@code most}, both allowed. */
  static long range(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " " + value + " must be " + least + " to " + most);
    }
    return value;
  }

  /** A time that has passed, cut to whole milliseconds. */
  static Duration elapsed(String what, Duration value) {
    if (value.isNegative() || value.compareTo(MAX_ELAPSED) > 0) {
      throw new IllegalArgumentException(
          what + " " + value + " must be 0 to " + MAX_ELAPSED.toDays() + " days");
    }
    return value.truncatedTo(ChronoUnit.MILLIS);
  }

  /** An interval between {@code least} and {@code most}, both allowed. */
  static Duration interval(String what, Duration value, Duration least, Duration most) {
    boolean whole = value.truncatedTo(ChronoUnit.MILLIS).equals(value);
    if (!whole || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          what + " " + value + " must be whole milliseconds from " + least + " to " + most);
    }
    return value;
  }

  /** Text that people read: 1 to {@code most} characters of any script, none of them invisible. */
  static String text(String what, String value, int most) {
    int characters = value.codePointCount(0, value.length());
    if (characters < 1 || characters > most) {
      throw new IllegalArgumentException(
          what + " " + quote(value) + " must be 1 to " + most + " characters, not " + characters);
    }
    if (!value.codePoints().allMatch(Check::isPrintable)) {
      throw new IllegalArgumentException(
          what + " " + quote(value) + " must not contain control characters");
    }
    return value;
  }

  /** Text from outside of our control, made to fit {@link #text}: replaced and cut, if need be. */
  static String fit(String value, int most) {
    String printable = value.isEmpty() ? "?" : printable(value);
    if (printable.codePointCount(0, printable.length()) <= most) {
      return printable;
    }
    return printable.substring(0, printable.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** A number that fits an {@code int}; narrower ranges are for whoever takes it. */
  static int integer(String what, long value) {
    return (int) range(what, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** So many bytes as lower-case hexadecimal digits. */
  static String hex(String what, String value, int bytes) {
    if (value.length() != 2 * bytes || !value.matches("[0-9a-f]*")) {
      throw new IllegalArgumentException(
          what + " must be " + 2 * bytes + " lower-case hexadecimal digits");
    }
    return value;
  }

  /** From {@code least} to {@code most} bytes as lower-case hexadecimal digits. */
  static String hex(String what, String value, int least, int most) {
    range("bytes of the " + what, value.length() / 2, least, most);
    return hex(what, value, value.length() / 2);
  }

  /** The one of {@code values} that {@code label} names. */
  static <T> T label(String what, String label, T[] values, Function<T, String> labelOf) {
    return Arrays.stream(values)
        .filter(value -> labelOf.apply(value).equals(label))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> allowed = Arrays.stream(values).map(labelOf).toList();
              return new IllegalArgumentException(
                  what + " " + quote(label) + " must be one of " + allowed);
            });
  }

  /** Received signal strength. */
  static int dbm(long value) {
    return (int) range("RSSI in dBm", value, -127, 20);
  }

  /** What a message shows of a value that may be long and may come from an attacker. */
  static String quote(String value) {
    return '"' + (value.isEmpty() ? "" : fit(value, MAX_QUOTE)) + '"';
  }

  private static String printable(String value) {
    return value
        .codePoints()
        .map(c -> isPrintable(c) ? c : ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

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
}
