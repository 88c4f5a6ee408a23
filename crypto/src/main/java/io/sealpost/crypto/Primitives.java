package io.sealpost.crypto;

import java.util.Optional;

/**
 * The algorithms that everything here is made of. Implementations keep no key after a call, unless
 * that is what the call is for, and may be used by several threads at once.
 */
public interface Primitives {
  /** Length of an HMAC-SHA-256 in bytes. */
  int HMAC_SIZE = 32;

  /** Length of an AES-GCM nonce in bytes (NIST SP 800-38D section 8.2.1). */
  int GCM_NONCE_SIZE = 12;

  /** Length of an AES-GCM tag in bytes. */
  int GCM_TAG_SIZE = 16;

  /** Length of an AES block, and so of a CBC initialisation vector, in bytes. */
  int AES_BLOCK_SIZE = 16;

  /**
   * HMAC with SHA-256 (RFC 2104).
   *
   * @param key any length
   * @return 32 bytes
   */
  byte[] hmacSha256(SecretBytes key, byte[] message);

  /**
   * HKDF with SHA-256, extract and expand (RFC 5869 sections 2.2 and 2.3).
   *
   * @param inputKey keying material of any length
   * @param salt any length; empty counts as 32 zero bytes
   * @param info any length
   * @param size 1 to 8160 bytes
   * @return {@code size} bytes, which the caller closes
   * @throws IllegalArgumentException if {@code size} is out of range
   */
  SecretBytes hkdfSha256(SecretBytes inputKey, byte[] salt, byte[] info, int size);

  /**
   * Encrypts by AES in Galois/Counter Mode (NIST SP 800-38D section 7.1).
   *
   * @param key 16, 24 or 32 bytes
   * @param nonce 12 bytes, never the same for two messages under one key
   * @param associated authenticated along, any length
   * @return the ciphertext, followed by the tag of 16 bytes
   * @throws IllegalArgumentException if a length is not as stated
   */
  byte[] sealAesGcm(SecretBytes key, byte[] nonce, byte[] associated, byte[] plaintext);

  /**
   * Checks and decrypts what {@link #sealAesGcm} made (NIST SP 800-38D section 7.2).
   *
   * @param ciphertext with its tag, any length
   * @return the plaintext; empty if it is not authentic
   * @throws IllegalArgumentException if the length of key or nonce is not as stated there
   */
  Optional<byte[]> openAesGcm(SecretBytes key, byte[] nonce, byte[] associated, byte[] ciphertext);

  /**
   * Encrypts by AES in cipher block chaining with PKCS #7 padding (RFC 5652 section 6.3).
   *
   * @param key 16, 24 or 32 bytes
   * @param iv 16 unpredictable bytes
   * @return the ciphertext, a positive multiple of 16 bytes
   * @throws IllegalArgumentException if a length is not as stated
   */
  byte[] encryptAesCbc(SecretBytes key, byte[] iv, byte[] plaintext);

  /**
   * Decrypts what {@link #encryptAesCbc} made. Authenticates nothing: only for bytes whose MAC was
   * checked before.
   *
   * @param ciphertext any length
   * @return the plaintext; empty if the length or the padding is wrong
   * @throws IllegalArgumentException if the length of key or iv is not as stated there
   */
  Optional<byte[]> decryptAesCbc(SecretBytes key, byte[] iv, byte[] ciphertext);

  /**
   * AES of single blocks, which hide nothing of a longer text: for what is defined by one block.
   *
   * @param key 16, 24 or 32 bytes; copied, the caller closes its own
   * @return the cipher, which the caller closes
   * @throws IllegalArgumentException if the length is not as stated
   */
  AesBlock aesBlock(SecretBytes key);

  /** Public key encryption under a key that both sides know besides. */
  Hpke hpke();
}
