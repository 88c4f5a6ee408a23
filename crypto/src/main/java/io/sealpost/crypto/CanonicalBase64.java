package io.sealpost.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64url with padding (RFC 4648 section 5), in the one encoding that each value has. */
final class CanonicalBase64 {
  private CanonicalBase64() {}

  /**
   * Decodes.
   *
   * @return the bytes; empty if the text is anything but their canonical encoding
   */
  static Optional<byte[]> decode(byte[] text) {
    byte[] decoded;
    try {
      decoded = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    // The decoder lets missing padding and stray bits of the last character pass.
    boolean canonical = Arrays.equals(Base64.getUrlEncoder().encode(decoded), text);
    return canonical ? Optional.of(decoded) : Optional.empty();
  }

  /** The canonical encoding, in ASCII. */
  static byte[] encode(byte[] bytes) {
    return Base64.getUrlEncoder().encode(bytes);
  }
}
