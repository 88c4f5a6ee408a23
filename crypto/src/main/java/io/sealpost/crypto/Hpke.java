package io.sealpost.crypto;

import java.util.Optional;

/**
 * Hybrid public key encryption (RFC 9180) in mode PSK, with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256
 * and ChaCha20Poly1305: one message for each encapsulated key. Implementations keep no key after a
 * call and may be used by several threads at once.
 */
public interface Hpke {
  /** Length of a private key, a public key and an encapsulated key in bytes. */
  int KEY_SIZE = 32;

  /** Length of the tag by which a ciphertext is longer than its plaintext, in bytes. */
  int TAG_SIZE = 16;

  /** Least length of a pre-shared key in bytes (RFC 9180 section 9.5). */
  int MIN_PSK_SIZE = 32;

  /**
   * What both sides know already.
   *
   * @param psk at least 32 bytes; the caller closes it
   * @param pskId not empty
   * @param info what the keys are bound to
   * @param associated authenticated along, any length
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
  record Known(SecretBytes psk, byte[] pskId, byte[] info, byte[] associated) {
    /**
     * @throws IllegalArgumentException if an argument is not as stated
     */
    public Known {
      if (psk.size() < MIN_PSK_SIZE) {
        throw new IllegalArgumentException(
            "a pre-shared key for HPKE has at least %d bytes, not %d"
                .formatted(MIN_PSK_SIZE, psk.size()));
      }
      if (pskId.length == 0) {
        throw new IllegalArgumentException("the id of a pre-shared key for HPKE must not be empty");
      }
    }
  }

  /**
   * What crosses the wire.
   *
   * @param enc the encapsulated key, 32 bytes
   * @param ciphertext with its tag
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
  record Sealed(byte[] enc, byte[] ciphertext) {}

  /**
   * The public key of a private one (RFC 7748 section 6.1).
   *
   * @param privateKey 32 bytes
   * @return 32 bytes
   * @throws IllegalArgumentException if there are not 32
   */
  byte[] publicKey(SecretBytes privateKey);

  /**
   * Seals for whoever has the private key and what is known. The ephemeral key is drawn anew by
   * every call and forgotten with it.
   *
   * @param publicKey of the receiver, any length
   * @return empty if that is no public key: not 32 bytes, or of low order (RFC 9180 section 7.1.4)
   */
  Optional<Sealed> seal(byte[] publicKey, Known known, SecretBytes plaintext);

  /**
   * Opens what {@link #seal} made.
   *
   * @param privateKey 32 bytes
   * @param message any lengths
   * @return the plaintext, which the caller closes; empty if it is not authentic or its
   *     encapsulated key is none
   * @throws IllegalArgumentException if the private key has not 32 bytes
   */
  Optional<SecretBytes> open(SecretBytes privateKey, Known known, Sealed message);
}
