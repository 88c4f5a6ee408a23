package io.sealpost.device.text;

/**
 * Text from outside on one line of a log or a terminal: what would break the line, steer the
 * terminal or show characters in another order is written as TOML writes it in a string.
 */
public final class OneLine {
  private OneLine() {}

  /**
   * The text with {@code \n}, {@code \u001b} and the like instead of such characters. All others
   * stay, of whatever script; backslashes too, so that doing it twice changes nothing.
   */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (isHarmless(character)) {
                line.appendCodePoint(character);
              } else {
                line.append(escaped(character));
              }
            });
    return line.toString();
  }

  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static String escaped(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(character > 0xffff ? "\\U%08x" : "\\u%04x", character);
    };
  }
}
