package io.sealpost.sensors;

/** Text from outside, made fit for one line of a log. */
public final class Excerpt {
  private static final int LONGEST = 120;

  private Excerpt() {}

  /**
   * Quotes the beginning of a text.
   *
   * @param text anything, of any length
   * @return at most 120 characters of it in double quotes, control characters as {@code \}{@code
   *     uXXXX}, followed by its length if it was longer
   */
  public static String of(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().limit(LONGEST).forEach(c -> append(out, c));
    out.append('"');
    int length = text.codePointCount(0, text.length());
    return length <= LONGEST ? out.toString() : out + " and so on, " + length + " characters";
  }

  private static void append(StringBuilder out, int codePoint) {
    if (Character.isISOControl(codePoint) || isUnprintable(Character.getType(codePoint))) {
      out.append("\\u").append(String.format("%04X", codePoint));
    } else {
      out.appendCodePoint(codePoint);
    }
  }

  private static boolean isUnprintable(int type) {
    return type == Character.SURROGATE
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
