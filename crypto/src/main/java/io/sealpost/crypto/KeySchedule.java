package io.sealpost.crypto;

import io.sealpost.protocol.CborWriter;
import java.nio.charset.StandardCharsets;

/**
 * Derives everything from one device's pre-shared key by HKDF-SHA-256 (RFC 5869): salt {@code
 * sealpost/1}, info {@code ["sealpost/1", suite, purpose, device]}.
 */
final class KeySchedule {
  /** Length of a pre-shared key in bytes. */
  static final int PSK_SIZE = 32;

  private static final int KEY_SIZE = 32;
  private static final int KID_SIZE = CoseHeader.KID_SIZE;

  private final Primitives primitives;
  private final Suite suite;
  private final SecretBytes psk;
  private final String device;

  /**
   * @param psk 32 bytes, which the caller closes
   * @throws IllegalArgumentException if there are not 32, or the name is not well-formed
   */
  KeySchedule(Primitives primitives, Suite suite, SecretBytes psk, String device) {
    if (psk.size() != PSK_SIZE) {
      throw new IllegalArgumentException(
          "a pre-shared key has " + PSK_SIZE + " bytes, not " + psk.size());
    }
    WellFormed.require("device", device);
    this.primitives = primitives;
    this.suite = suite;
    this.psk = psk;
    this.device = device;
  }

  /** The key id: the same both ways. It is no secret, it stands in every header. */
  byte[] kid() {
    try (SecretBytes kid = derive("kid", KID_SIZE)) {
      return kid.reveal();
    }
  }

  /** The keys of one direction, which the caller closes. */
  CoseKeys keys(Direction direction) {
    String way = direction.label();
    return new CoseKeys(
        suite,
        kid(),
        derive(way + " enc", KEY_SIZE),
        derive(way + " mac", KEY_SIZE),
        derive(way + " nonce", KEY_SIZE));
  }

  private SecretBytes derive(String purpose, int size) {
    return derive(primitives, psk, suite.number(), purpose, device, size);
  }

  /**
   * Derives one key, which the caller closes.
   *
   * @param suite the number of the suite; 0 for what has none
   * @param device well-formed
   * @param size 1 to 8160 bytes
   */
  static SecretBytes derive(
      Primitives primitives, SecretBytes psk, int suite, String purpose, String device, int size) {
    byte[] info =
        new CborWriter()
            .array(4)
            .text(Profile.NAME)
            .integer(suite)
            .text(purpose)
            .text(device)
            .toByteArray();
    byte[] salt = Profile.NAME.getBytes(StandardCharsets.US_ASCII);
    return primitives.hkdfSha256(psk, salt, info, size);
  }
}
