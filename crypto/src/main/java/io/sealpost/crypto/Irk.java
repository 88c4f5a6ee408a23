package io.sealpost.crypto;

import java.util.Arrays;

/**
 * An identity resolving key of Bluetooth: tells which of the addresses that a phone takes for a few
 * minutes are its own (Core Specification vol 3 part H section 2.2.2). Whoever has it can follow
 * the phone: a secret, which does not print. Safe for use by several threads at once.
 */
public final class Irk implements AutoCloseable {
  /** Length of a key in bytes. */
  public static final int SIZE = 16;

  /** Length of an address in bytes. */
  public static final int ADDRESS_SIZE = 6;

  private static final int PRAND_SIZE = 3;

  private final SecretBytes key;
  private final AesBlock cipher;

  // Guarded by this.
  private boolean closed;

  /**
   * @param key 16 bytes, the most significant one first; copied, the caller closes its own
   * @throws IllegalArgumentException if there are not 16
   */
  public Irk(Primitives primitives, SecretBytes key) {
    if (key.size() != SIZE) {
      throw new IllegalArgumentException(
          "an identity resolving key has " + SIZE + " bytes, not " + key.size());
    }
    this.key = key.part(0, SIZE);
    this.cipher = primitives.aesBlock(key);
  }

  /**
   * The same key with its octets in the other order: programs disagree on which comes first.
   *
   * @return a secret of its own, which the caller closes
   */
  public static SecretBytes reversed(SecretBytes key) {
    byte[] octets = key.reveal();
    byte[] reversed = new byte[octets.length];
    try {
      for (int i = 0; i < octets.length; i++) {
        reversed[i] = octets[octets.length - 1 - i];
      }
      return SecretBytes.copyOf(reversed);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(reversed, (byte) 0);
    }
  }

  /** Whether an address is of the kind that such a key makes: its two highest bits are 01. */
  public static boolean isResolvable(byte[] address) {
    return address.length == ADDRESS_SIZE && (address[0] & 0xC0) == 0x40;
  }

  /**
   * Whether an address was made with this key. One of 2^24 strangers' addresses looks as if.
   *
   * @param address 6 bytes as people write them, the most significant one first
   * @return false for addresses that are not resolvable, and for all once the key is closed
   * @throws IllegalArgumentException if there are not 6 bytes
   */
  public synchronized boolean made(byte[] address) {
    if (address.length != ADDRESS_SIZE) {
      throw new IllegalArgumentException(
          "a Bluetooth address has " + ADDRESS_SIZE + " bytes, not " + address.length);
    }
    if (closed || !isResolvable(address)) {
      return false;
    }
    byte[] block = new byte[Primitives.AES_BLOCK_SIZE];
    int low = block.length - PRAND_SIZE;
    System.arraycopy(address, 0, block, low, PRAND_SIZE);
    cipher.encrypt(block);
    return Arrays.equals(block, low, block.length, address, PRAND_SIZE, ADDRESS_SIZE);
  }

  /** Whether both are the same key, told in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Irk that && key.equals(that.key);
  }

  /** The same for all keys. */
  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "Irk[" + SIZE + " bytes]";
  }

  @Override
  public synchronized void close() {
    closed = true;
    key.close();
    cipher.close();
  }
}
