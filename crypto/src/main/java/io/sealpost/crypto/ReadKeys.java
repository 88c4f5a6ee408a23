package io.sealpost.crypto;

import java.util.HexFormat;

/**
 * What opens the messages from one device, and nothing more: from these neither the device's
 * pre-shared key nor any key towards the device can be derived. They are symmetric all the same:
 * who has them could make up messages from the device that others who have them would believe,
 * though no part of this program does.
 *
 * @param format not Fernet
 * @param kid 16 lower-case hexadecimal digits, public
 * @param encryption 32 bytes, closed along with this
 * @param authentication 32 bytes, closed along with this
 */
public record ReadKeys(
    Format format, String kid, SecretBytes encryption, SecretBytes authentication)
    implements AutoCloseable {
  /** Length of either secret in bytes. */
  public static final int SECRET_SIZE = 32;

  /**
   * @throws IllegalArgumentException if an argument is not as stated
   */
  public ReadKeys {
    requireSeparable(format);
    if (!kid.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("a key id must be 16 lower-case hexadecimal digits");
    }
    requireSize("encryption", encryption);
    requireSize("authentication", authentication);
  }

  static ReadKeys of(Format format, OpeningKeys keys) {
    return new ReadKeys(
        format, HexFormat.of().formatHex(keys.kid()), keys.encryption(), keys.authentication());
  }

  /**
   * @throws IllegalArgumentException if a key of that format cannot be had without the other way
   */
  static void requireSeparable(Format format) {
    if (format == Format.FERNET) {
      throw new IllegalArgumentException(
          "a Fernet key cannot be read-only: it has one key for opening and sealing, both ways");
    }
  }

  private static void requireSize(String what, SecretBytes secret) {
    if (secret.size() != SECRET_SIZE) {
      throw new IllegalArgumentException(
          "the %s key has %d bytes, %d are needed".formatted(what, secret.size(), SECRET_SIZE));
    }
  }

  /** A copy of its own, in the form that the opener closes. */
  OpeningKeys opening() {
    return new OpeningKeys(
        Suite.of(format),
        HexFormat.of().parseHex(kid),
        encryption.part(0, SECRET_SIZE),
        authentication.part(0, SECRET_SIZE));
  }

  /** Wipes both secrets. */
  @Override
  public void close() {
    encryption.close();
    authentication.close();
  }
}
