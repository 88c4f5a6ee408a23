package io.sealpost.crypto;

/** Seals messages under one key. Not safe for use by several threads at once. */
public interface Sealer extends AutoCloseable {
  /**
   * Seals one message.
   *
   * @param context what it is bound to; its device must be the key's
   * @param counter never the same twice for one key, direction and stream; unused by Fernet
   * @param plaintext as many bytes as still fit a sealed message of 64 KiB
   * @return the bytes to publish
   * @throws IllegalArgumentException if the sealed message would be longer than 64 KiB, or the
   *     context is of another device or direction than the key
   * @throws IllegalStateException if closed
   */
  byte[] seal(Context context, Counter counter, byte[] plaintext);

  /** Wipes the keys. */
  @Override
  void close();
}
