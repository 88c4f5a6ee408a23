package io.sealpost.crypto;

/** Opens messages sealed under one key. Not safe for use by several threads at once. */
public interface Opener extends AutoCloseable {
  /**
   * Checks a message and opens it: size, encoding, key, authenticity, decryption, in this order.
   * Says nothing of replay: the caller asks its {@link ReplayWindow} or {@link TokenWindow} next,
   * before it looks at the plaintext.
   *
   * @param context what the message must be bound to
   * @param sealed the bytes as they came
   * @return the counter and plaintext, authentic
   * @throws RefusedException if any check fails; nothing of the plaintext is kept
   * @throws IllegalArgumentException if the context is of another device or direction than the key
   * @throws IllegalStateException if closed
   */
  Opened open(Context context, byte[] sealed) throws RefusedException;

  /** Wipes the keys. */
  @Override
  void close();
}
