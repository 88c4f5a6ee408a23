package io.sealpost.station.cli;

import java.util.regex.Pattern;

/**
 * Tells a key by its looks. People write the key where its file's name is expected; a message that
 * quoted it would carry it into logs.
 */
final class KeyShape {
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])"
              + "|(?<![0-9A-Za-z+/_-])[0-9A-Za-z+/_-]{43}=");

  private KeyShape() {}

  /** Whether all of the text looks like a key: 64 hexadecimal digits or 44 of base64. */
  static boolean is(String text) {
    return KEY.matcher(text.strip()).matches();
  }

  /** The message without what looks like a key. */
  static String hiddenIn(String message) {
    return KEY.matcher(message).replaceAll("(not shown, it looks like a key)");
  }
}
