package io.sealpost.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Identity resolving keys as text: one line, a line end may follow. Each form has one order of
 * octets, so that none has to be guessed:
 *
 * <ul>
 *   <li>32 hexadecimal digits, {@code irk:} may stand before them: the most significant octet
 *       first, as in the Core Specification. Home Assistant and ESPresense write them so.
 *   <li>{@code Key=} and 32 hexadecimal digits: a line of BlueZ's {@code info} files, which have
 *       the least significant octet first.
 *   <li>24 characters of base64: what Apple's keychain shows, the least significant octet first.
 * </ul>
 */
public final class IrkText {
  /** The longest form in bytes, with its line end. */
  public static final int MAX_SIZE = "Key=0x".length() + 2 * Irk.SIZE + "\r\n".length();

  /** The forms in words. */
  public static final String RULE =
      "32 hexadecimal digits, the most significant octet first, or the line Key=... of a BlueZ info"
          + " file, or 24 characters of base64";

  private static final int BASE64_SIZE = 24;

  private IrkText() {}

  /**
   * Reads a key.
   *
   * @param text ASCII, wiped by the caller
   * @return the key, the most significant octet first; empty if the text is none
   */
  public static Optional<SecretBytes> parse(byte[] text) {
    byte[] line = KeyText.withoutLineEnd(text);
    try {
      if (startsWith(line, "Key=")) {
        return hex(line, startsWith(line, "Key=0x") ? 6 : 4).map(IrkText::turned);
      }
      return line.length == BASE64_SIZE
          ? base64(line).map(IrkText::turned)
          : hex(line, startsWith(line, "irk:") ? 4 : 0);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /** Whether a text that should be something else is a key, and must not be shown. */
  public static boolean isKey(String text) {
    Optional<SecretBytes> key = parse(text.getBytes(US_ASCII));
    key.ifPresent(SecretBytes::close);
    return key.isPresent();
  }

  /**
   * Writes a key in the first form, with a line end.
   *
   * @return ASCII that the caller must wipe
   */
  public static byte[] encode(SecretBytes key) {
    return KeyText.encode(key, Format.COSE_1);
  }

  private static boolean startsWith(byte[] line, String prefix) {
    return line.length >= prefix.length()
        && Arrays.equals(line, 0, prefix.length(), prefix.getBytes(US_ASCII), 0, prefix.length());
  }

  private static Optional<SecretBytes> hex(byte[] line, int from) {
    byte[] digits = Arrays.copyOfRange(line, from, line.length);
    try {
      boolean whole = digits.length == 2 * Irk.SIZE;
      return whole ? KeyText.parseHex(digits, Irk.SIZE, Irk.SIZE) : Optional.empty();
    } finally {
      Arrays.fill(digits, (byte) 0);
    }
  }

  private static Optional<SecretBytes> base64(byte[] line) {
    byte[] key = new byte[0];
    try {
      key = Base64.getDecoder().decode(line);
      byte[] again = Base64.getEncoder().encode(key);
      // The decoder lets stray bits of the last character pass.
      boolean canonical = key.length == Irk.SIZE && Arrays.equals(again, line);
      Arrays.fill(again, (byte) 0);
      return canonical ? Optional.of(SecretBytes.copyOf(key)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static SecretBytes turned(SecretBytes key) {
    try (key) {
      return Irk.reversed(key);
    }
  }
}
