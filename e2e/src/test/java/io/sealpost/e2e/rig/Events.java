package io.sealpost.e2e.rig;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lines of {@code sealpost watch --json}: flat enough for patterns. */
public final class Events {
  /** How long programs may take to start on a busy machine. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private Events() {}

  /**
   * Lines of one kind that contain all parts.
   *
   * @param kind value of {@code event}
   * @param parts for instance {@code "stream":"temperature"}
   */
  public static Predicate<String> of(String kind, String... parts) {
    return line ->
        line.startsWith("{\"event\":\"" + kind + "\"")
            && List.of(parts).stream().allMatch(line::contains);
  }

  /** A key and its value, as they stand in a line. */
  public static String pair(String key, Object value) {
    return "\"" + key + "\":" + (value instanceof String ? "\"" + value + "\"" : value);
  }

  /** The number under the first such key. */
  public static double number(String line, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":(-?[0-9.]+(E-?[0-9]+)?)").matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no number " + key + " in " + line);
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** The text under the first such key. */
  public static String text(String line, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":\"([^\"]*)\"").matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no text " + key + " in " + line);
    }
    return matcher.group(1);
  }
}
