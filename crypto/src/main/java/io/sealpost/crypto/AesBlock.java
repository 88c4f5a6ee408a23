package io.sealpost.crypto;

/**
 * AES (FIPS 197) under one key that is used again and again: its key schedule is made once. Safe
 * for use by several threads at once.
 */
public interface AesBlock extends AutoCloseable {
  /**
   * Encrypts one block in place.
   *
   * @param block {@link Primitives#AES_BLOCK_SIZE} bytes
   * @throws IllegalArgumentException if there are more or fewer
   * @throws IllegalStateException if closed
   */
  void encrypt(byte[] block);

  /** Forgets the key. */
  @Override
  void close();
}
