package io.sealpost.crypto;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Hands a device its next pre-shared key by HPKE in mode PSK: only who holds the old key can wrap
 * or unwrap, and only with the device's key pair of this boot besides. Safe for use by several
 * threads at once.
 */
public final class Rotation {
  private static final String PURPOSE = "rotate";
  private static final byte[] NOTHING = {};
  private static final HexFormat HEX = HexFormat.of();

  private final Primitives primitives;

  /** By the given algorithms. */
  public Rotation(Primitives primitives) {
    this.primitives = primitives;
  }

  /** Draws a device's key pair, which the caller closes. */
  public RotationKey newKey(SecureRandom random) {
    return new RotationKey(primitives.hpke(), SecretBytes.random(random, Hpke.KEY_SIZE));
  }

  /**
   * Wraps a new key for a device. No two calls give the same, and none of them is of use to a
   * device that has closed its key pair; where the ephemeral key comes from, {@link Hpke} says.
   *
   * @param publicKey as the device offered it, any text
   * @param oldPsk under which the command will be sealed, 32 bytes; the caller closes its own
   * @param newPsk 32 bytes, other than the old; the caller closes its own
   * @return empty if the text is no public key: not 64 lower-case hexadecimal digits, or of low
   *     order
   * @throws IllegalArgumentException if a key has not 32 bytes, or both are the same
   */
  public Optional<Wrapped> wrap(
      String publicKey, Terms terms, SecretBytes oldPsk, SecretBytes newPsk) {
    requireNew(oldPsk, newPsk);
    Optional<byte[]> receiver = bytes(publicKey, Hpke.KEY_SIZE);
    if (receiver.isEmpty()) {
      return Optional.empty();
    }
    try (SecretBytes psk = psk(terms, oldPsk)) {
      return primitives
          .hpke()
          .seal(receiver.get(), known(terms, oldPsk, psk), newPsk)
          .map(Rotation::wrapped);
    }
  }

  /**
   * Unwraps a device's new key.
   *
   * @param key the pair whose public half was offered under these terms
   * @param oldPsk under which the command was sealed, 32 bytes; the caller closes its own
   * @param enc as it came, any text
   * @param wrapped as it came, any text
   * @return 32 bytes, other than the old, which the caller closes; empty if anything is altered or
   *     was wrapped under another key, for another key pair or under other terms
   * @throws IllegalArgumentException if the old key has not 32 bytes
   * @throws IllegalStateException if the key pair or the old key is closed
   */
  public Optional<SecretBytes> unwrap(
      RotationKey key, Terms terms, SecretBytes oldPsk, String enc, String wrapped) {
    Optional<byte[]> encapsulated = bytes(enc, Hpke.KEY_SIZE);
    Optional<byte[]> ciphertext = bytes(wrapped, KeySchedule.PSK_SIZE + Hpke.TAG_SIZE);
    try (SecretBytes psk = psk(terms, oldPsk)) {
      if (encapsulated.isEmpty() || ciphertext.isEmpty()) {
        return Optional.empty();
      }
      Hpke.Sealed message = new Hpke.Sealed(encapsulated.get(), ciphertext.get());
      return primitives
          .hpke()
          .open(key.privateKey(), known(terms, oldPsk, psk), message)
          .flatMap(newPsk -> unlessSame(oldPsk, newPsk));
    }
  }

  private SecretBytes psk(Terms terms, SecretBytes oldPsk) {
    return schedule(terms, oldPsk).derive(PURPOSE, Hpke.MIN_PSK_SIZE);
  }

  private Hpke.Known known(Terms terms, SecretBytes oldPsk, SecretBytes psk) {
    byte[] kid = schedule(terms, oldPsk).kid();
    return new Hpke.Known(psk, kid, terms.encode(kid), NOTHING);
  }

  private KeySchedule schedule(Terms terms, SecretBytes oldPsk) {
    return new KeySchedule(primitives, Suite.of(terms.format()), oldPsk, terms.device());
  }

  private static Wrapped wrapped(Hpke.Sealed message) {
    return new Wrapped(HEX.formatHex(message.enc()), HEX.formatHex(message.ciphertext()));
  }

  /** A device that took its own key for a new one would delete it as the old. */
  private static Optional<SecretBytes> unlessSame(SecretBytes oldPsk, SecretBytes newPsk) {
    if (newPsk.equals(oldPsk)) {
      newPsk.close();
      return Optional.empty();
    }
    return Optional.of(newPsk);
  }

  private static void requireNew(SecretBytes oldPsk, SecretBytes newPsk) {
    if (newPsk.size() != KeySchedule.PSK_SIZE) {
      throw new IllegalArgumentException(
          "a pre-shared key has " + KeySchedule.PSK_SIZE + " bytes, not " + newPsk.size());
    }
    if (newPsk.equals(oldPsk)) {
      throw new IllegalArgumentException("the new key is the old one: draw another");
    }
  }

  /** One text for the same bytes: no upper case, nothing beside the digits. */
  private static Optional<byte[]> bytes(String hex, int size) {
    if (hex.length() != 2 * size || !hex.chars().allMatch(Rotation::isDigit)) {
      return Optional.empty();
    }
    return Optional.of(HEX.parseHex(hex));
  }

  private static boolean isDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }
}
