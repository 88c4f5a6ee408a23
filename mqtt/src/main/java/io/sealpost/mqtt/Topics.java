package io.sealpost.mqtt;

import java.nio.charset.StandardCharsets;

/** What MQTT 3.1.1 section 4.7 asks of topic names and topic filters. */
public final class Topics {
  private static final int MOST_BYTES = 65_535;

  private Topics() {}

  /**
   * Checks what holds for names and filters alike.
   *
   * @throws IllegalArgumentException if it is empty, too long or has U+0000
   */
  static void check(String topic) {
    if (topic.isEmpty() || topic.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "topic has " + topic.length() + " characters: expected 1 to 65535 bytes");
    }
    if (topic.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("topic has the character U+0000, which MQTT forbids");
    }
  }

  /**
   * Checks a topic filter.
   *
   * @throws IllegalArgumentException if a wildcard does not stand alone in its level, or {@code #}
   *     is not the last
   */
  public static void checkFilter(String filter) {
    check(filter);
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      boolean wildcard = levels[i].equals("+") || (levels[i].equals("#") && i == levels.length - 1);
      if (!wildcard && (levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0)) {
        throw new IllegalArgumentException(
            "topic filter is '"
                + filter
                + "': expected '+' alone in its level, and '#' alone in the last one");
      }
    }
  }
}
