package io.sealpost.crypto;

import io.sealpost.crypto.RefusedException.Reason;

/** The bound on sealed messages, which holds before anything is parsed or allocated for them. */
final class SealedSize {
  /** The longest sealed message in bytes. */
  static final int MAX = 64 * 1024;

  private SealedSize() {}

  /**
   * @throws RefusedException if the message from outside is longer than allowed
   */
  static void check(byte[] sealed) throws RefusedException {
    if (sealed.length > MAX) {
      throw new RefusedException(Reason.TOO_LONG);
    }
  }

  /** Spares the work on a plaintext that cannot fit, whatever the envelope. */
  static void requireRoomFor(int plaintextSize) {
    if (plaintextSize > MAX) {
      throw tooLong("a plaintext of " + plaintextSize);
    }
  }

  /**
   * @throws IllegalArgumentException if our own message is longer than a reader accepts
   */
  static byte[] checked(byte[] sealed) {
    if (sealed.length > MAX) {
      throw tooLong("a sealed message of " + sealed.length);
    }
    return sealed;
  }

  private static IllegalArgumentException tooLong(String what) {
    return new IllegalArgumentException(
        what + " bytes; a sealed message has at most " + MAX + ": split the plaintext");
  }
}
