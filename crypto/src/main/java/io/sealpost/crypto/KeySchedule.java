package io.sealpost.crypto;

import io.sealpost.protocol.CborWriter;
import java.nio.charset.StandardCharsets;

/**
 * Derives everything from one device's pre-shared key by HKDF-SHA-256 (RFC 5869): salt {@code
 * sealpost/1}, info {@code ["sealpost/1", suite, purpose, device]}; and that one from a fleet's
 * master key.
 */
final class KeySchedule {
  /** Length of a pre-shared key in bytes. */
  static final int PSK_SIZE = 32;

  private static final int NO_SUITE = 0;
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

  /** What seals in one direction, which the caller closes. */
  CoseKeys keys(Direction direction) {
    return new CoseKeys(openingKeys(direction), derive(direction.label() + " nonce", KEY_SIZE));
  }

  /** What opens in one direction, which the caller closes. */
  OpeningKeys openingKeys(Direction direction) {
    String way = direction.label();
    return new OpeningKeys(
        suite, kid(), derive(way + " enc", KEY_SIZE), derive(way + " mac", KEY_SIZE));
  }

  /**
   * Derives a key of the device's own for another purpose, which the caller closes.
   *
   * @param size 1 to 8160 bytes
   */
  SecretBytes derive(String purpose, int size) {
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
    return derive(primitives, psk, info(4, suite, purpose, device).toByteArray(), size);
  }

  /**
   * The pre-shared key of one device of a fleet, 32 bytes, which the caller closes.
   *
   * @param master 32 bytes
   * @param generation 0 or more
   * @throws IllegalArgumentException if an argument is not as stated
   */
  static SecretBytes psk(
      Primitives primitives, SecretBytes master, String device, long generation) {
    if (master.size() != PSK_SIZE) {
      throw new IllegalArgumentException(
          "a master key has " + PSK_SIZE + " bytes, not " + master.size());
    }
    WellFormed.require("device", device);
    if (generation < 0) {
      throw new IllegalArgumentException("generation " + generation + " must not be negative");
    }
    byte[] info = info(5, NO_SUITE, "psk", device).integer(generation).toByteArray();
    return derive(primitives, master, info, PSK_SIZE);
  }

  private static CborWriter info(int items, int suite, String purpose, String device) {
    return new CborWriter()
        .array(items)
        .text(Profile.NAME)
        .integer(suite)
        .text(purpose)
        .text(device);
  }

  private static SecretBytes derive(Primitives primitives, SecretBytes key, byte[] info, int size) {
    return primitives.hkdfSha256(key, Profile.NAME.getBytes(StandardCharsets.US_ASCII), info, size);
  }
}
