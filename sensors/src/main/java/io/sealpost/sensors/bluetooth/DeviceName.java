package io.sealpost.sensors.bluetooth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The local name of a device (Bluetooth Core vol 3 part C section 3.2.2). */
public final class DeviceName {
  private static final int LONGEST = 248;

  private DeviceName() {}

  /**
   * Reads a name as it is in the air.
   *
   * @param bytes UTF-8, possibly filled up with zeros, of any length
   * @return empty if nothing is left, if it is longer than 248 bytes, or if it is no UTF-8
   */
  public static Optional<String> parse(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    if (end > LONGEST) {
      return Optional.empty();
    }
    try {
      return of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Takes a name that somebody else has decoded.
   *
   * @param text of any length
   * @return empty if it is empty or longer than 248 bytes
   */
  public static Optional<String> of(String text) {
    boolean fits =
        !text.isEmpty()
            && text.length() <= LONGEST
            && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    return fits ? Optional.of(text) : Optional.empty();
  }
}
