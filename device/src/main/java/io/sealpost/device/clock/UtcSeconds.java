package io.sealpost.device.clock;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as much of them as people want to read: {@code 2026-11-21T08:30:00Z} (RFC 3339 section
 * 5.6). Java's own formatter reads and writes any calendar in any language, and for that loads 60
 * classes, which an agent would keep for two lines in its log.
 */
public final class UtcSeconds {
  private static final String REFUSED = "no time as 2026-11-21T08:30:00Z: ";

  private UtcSeconds() {}

  /** As {@link Instant#toString()} says it, cut to seconds. */
  public static String text(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(20).append(utc.toLocalDate()).append('T');
    twoDigits(text, utc.getHour()).append(':');
    twoDigits(text, utc.getMinute()).append(':');
    return twoDigits(text, utc.getSecond()).append('Z').toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append(number < 10 ? "0" : "").append(number);
  }

  /**
   * The time that a text of this form says.
   *
   * @throws IllegalArgumentException if it has another form, or if there is no such time
   */
  public static Instant parse(String text) {
    try {
      if (text.length() == 20 && text.charAt(10) == 'T' && text.charAt(19) == 'Z') {
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
            .atTime(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19))
            .toInstant(ZoneOffset.UTC);
      }
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException(REFUSED + text, e);
    }
    throw new IllegalArgumentException(REFUSED + text);
  }

  private static int number(String text, int begin, int end) {
    return Integer.parseInt(text, begin, end, 10);
  }
}
