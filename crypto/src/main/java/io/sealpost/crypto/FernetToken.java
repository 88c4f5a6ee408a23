package io.sealpost.crypto;

import io.sealpost.crypto.RefusedException.Reason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * The parts of a Fernet token (Fernet specification, "Token Format").
 *
 * @param time when it was sealed, whole seconds
 * @param iv 16 bytes
 * @param ciphertext a positive multiple of 16 bytes
 * @param mac 32 bytes over everything before it
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call, never compared
record FernetToken(Instant time, byte[] iv, byte[] ciphertext, byte[] mac) {
  private static final byte VERSION = (byte) 0x80;
  private static final int BLOCK = Primitives.AES_BLOCK_SIZE;
  private static final int HEAD_SIZE = 1 + Long.BYTES + BLOCK;
  private static final int MIN_SIZE = HEAD_SIZE + BLOCK + Primitives.HMAC_SIZE;

  /** What the HMAC covers: version, time, initialisation vector and ciphertext. */
  byte[] authenticated() {
    return ByteBuffer.allocate(HEAD_SIZE + ciphertext.length)
        .put(VERSION)
        .putLong(time.getEpochSecond())
        .put(iv)
        .put(ciphertext)
        .array();
  }

  /** The token as text: base64url with padding (RFC 4648 section 5), in ASCII. */
  byte[] encode() {
    byte[] head = authenticated();
    byte[] whole = Arrays.copyOf(head, head.length + mac.length);
    System.arraycopy(mac, 0, whole, head.length, mac.length);
    return CanonicalBase64.encode(whole);
  }

  /**
   * Takes a token apart; says nothing of its authenticity.
   *
   * @throws RefusedException if it is not one token in its canonical encoding
   */
  static FernetToken decode(byte[] token) throws RefusedException {
    byte[] whole =
        CanonicalBase64.decode(token).orElseThrow(() -> new RefusedException(Reason.MALFORMED));
    if (whole.length < MIN_SIZE || (whole.length - MIN_SIZE) % BLOCK != 0 || whole[0] != VERSION) {
      throw new RefusedException(Reason.MALFORMED);
    }
    ByteBuffer buffer = ByteBuffer.wrap(whole, 1, whole.length - 1);
    Instant time = instant(buffer.getLong());
    byte[] iv = take(buffer, BLOCK);
    byte[] ciphertext = take(buffer, buffer.remaining() - Primitives.HMAC_SIZE);
    return new FernetToken(time, iv, ciphertext, take(buffer, Primitives.HMAC_SIZE));
  }

  /** The time of unsigned seconds; a moment beyond what {@link Instant} reaches is no time. */
  private static Instant instant(long seconds) throws RefusedException {
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      throw new RefusedException(Reason.MALFORMED);
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static byte[] take(ByteBuffer buffer, int size) {
    byte[] taken = new byte[size];
    buffer.get(taken);
    return taken;
  }
}
