package io.sealpost.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Bytes that nobody may see: they do not print, compare in constant time and are wiped on close.
 *
 * <p>Wiping reaches this copy only; what the virtual machine copied while compacting its heap is
 * out of reach.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] bytes;
  // Owned by the thread that owns the secret; closing while another thread reads is a fault of the
  // caller.
  private boolean closed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies {@code bytes}; the caller wipes its own. */
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /**
   * Draws a new secret.
   *
   * @param size number of bytes, at least 1
   * @throws IllegalArgumentException if {@code size} is less
   */
  public static SecretBytes random(SecureRandom random, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a secret of " + size + " bytes; at least 1 is needed");
    }
    byte[] drawn = new byte[size];
    random.nextBytes(drawn);
    return new SecretBytes(drawn);
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  /**
   * A copy that the caller must wipe.
   *
   * @throws IllegalStateException if closed
   */
  public byte[] reveal() {
    requireOpen();
    return bytes.clone();
  }

  /**
   * A part of this secret as a secret of its own.
   *
   * @param from first byte
   * @param to after the last byte
   * @throws IndexOutOfBoundsException if that is no part of it
   * @throws IllegalStateException if closed
   */
  public SecretBytes part(int from, int to) {
    requireOpen();
    if (from < 0 || to < from || to > bytes.length) {
      throw new IndexOutOfBoundsException(
          "bytes " + from + " to " + to + " of a secret of " + bytes.length);
    }
    return new SecretBytes(Arrays.copyOfRange(bytes, from, to));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the secret was wiped already");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that && MessageDigest.isEqual(bytes, that.bytes);
  }

  /** The same for all secrets of one size: a hash would tell something of the bytes. */
  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
    closed = true;
  }
}
