package io.sealpost.station.view;

import java.util.Set;

/**
 * Makes text from outside fit for a terminal: what could steer the terminal or reorder the line is
 * shown as its number, and what is too long is cut.
 */
public final class Printable {
  private static final int MAX_PART = 200;
  private static final int MAX_MESSAGE = 4000;
  private static final Set<Byte> SHOWN_AS_NUMBER =
      Set.of(
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR);

  private Printable() {}

  /** One line without control, formatting and unassigned characters, cut after 200 characters. */
  public static String of(String text) {
    return cut(text, MAX_PART);
  }

  /** The same for a whole message, which is cut after 4000 characters only. */
  public static String message(String text) {
    return cut(text, MAX_MESSAGE);
  }

  private static String cut(String text, int max) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().limit(max).forEach(character -> append(safe, character));
    if (text.codePointCount(0, text.length()) > max) {
      safe.append('…');
    }
    return safe.toString();
  }

  private static void append(StringBuilder safe, int character) {
    if (SHOWN_AS_NUMBER.contains((byte) Character.getType(character))) {
      safe.append("\\u{").append(Integer.toHexString(character)).append('}');
    } else {
      safe.appendCodePoint(character);
    }
  }
}
