package io.sealpost.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keys as text: 64 hexadecimal digits, or 44 characters of base64url as Fernet has it; a line end
 * may follow. Bytes throughout, as a {@link String} cannot be wiped.
 */
public final class KeyText {
  private static final int SIZE = Sealing.KEY_SIZE;
  private static final int HEX_SIZE = 2 * SIZE;

  private KeyText() {}

  /**
   * Reads a key.
   *
   * @param text ASCII, wiped by the caller
   * @param format base64url is for {@link Format#FERNET} only, hexadecimal for all
   * @return the key; empty if the text is none
   */
  public static Optional<SecretBytes> parse(byte[] text, Format format) {
    byte[] line = withoutLineEnd(text);
    byte[] key = new byte[0];
    try {
      key = decode(line, format);
      return key.length == SIZE ? Optional.of(SecretBytes.copyOf(key)) : Optional.empty();
    } finally {
      Arrays.fill(line, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Reads a key of another length than ours, in hexadecimal digits.
   *
   * @param text ASCII, wiped by the caller
   * @param least bytes
   * @param most bytes
   * @return the key; empty if the text is none
   */
  static Optional<SecretBytes> parseHex(byte[] text, int least, int most) {
    byte[] line = withoutLineEnd(text);
    boolean whole = line.length % 2 == 0 && line.length >= 2 * least && line.length <= 2 * most;
    byte[] key = whole ? fromHex(line) : new byte[0];
    try {
      return key.length > 0 ? Optional.of(SecretBytes.copyOf(key)) : Optional.empty();
    } finally {
      Arrays.fill(line, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Writes a key the way {@link #parse} reads it, with a line end: base64url for Fernet, which
   * other programs take as it is, and hexadecimal digits for the others.
   *
   * @return ASCII that the caller must wipe
   */
  public static byte[] encode(SecretBytes key, Format format) {
    byte[] bytes = key.reveal();
    byte[] text = format == Format.FERNET ? CanonicalBase64.encode(bytes) : hex(bytes);
    try {
      byte[] line = Arrays.copyOf(text, text.length + 1);
      line[text.length] = '\n';
      return line;
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  /** A copy without one line end, LF or CR LF. */
  static byte[] withoutLineEnd(byte[] text) {
    int size = text.length;
    if (size > 0 && text[size - 1] == '\n') {
      size--;
      if (size > 0 && text[size - 1] == '\r') {
        size--;
      }
    }
    return Arrays.copyOf(text, size);
  }

  private static byte[] decode(byte[] line, Format format) {
    if (line.length == HEX_SIZE) {
      return fromHex(line);
    }
    return format == Format.FERNET ? fromBase64(line) : new byte[0];
  }

  private static byte[] fromHex(byte[] digits) {
    byte[] bytes = new byte[digits.length / 2];
    for (int i = 0; i < digits.length; i++) {
      if (!HexFormat.isHexDigit(digits[i])) {
        Arrays.fill(bytes, (byte) 0);
        return new byte[0];
      }
      bytes[i / 2] = (byte) (bytes[i / 2] << 4 | HexFormat.fromHexDigit(digits[i]));
    }
    return bytes;
  }

  private static byte[] fromBase64(byte[] line) {
    return CanonicalBase64.decode(line).orElse(new byte[0]);
  }

  private static byte[] hex(byte[] bytes) {
    HexFormat format = HexFormat.of();
    byte[] digits = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      digits[2 * i] = (byte) format.toHighHexDigit(bytes[i]);
      digits[2 * i + 1] = (byte) format.toLowHexDigit(bytes[i]);
    }
    return digits;
  }
}
