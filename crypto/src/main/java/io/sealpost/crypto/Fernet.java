package io.sealpost.crypto;

import io.sealpost.crypto.RefusedException.Reason;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Fernet tokens of one key (Fernet specification, version 0x80) with time and initialisation vector
 * given: for tests and tools. {@link Sealing} draws them. Not safe for use by several threads at
 * once.
 */
public final class Fernet implements AutoCloseable {
  /** Length of a key in bytes. */
  public static final int KEY_SIZE = 32;

  /** How far ahead of the reader's clock a token with a time to live may be sealed. */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(60);

  private static final int HALF = KEY_SIZE / 2;

  private final Primitives primitives;
  private final SecretBytes signingKey;
  private final SecretBytes encryptionKey;

  /**
   * @param key 32 bytes: the signing key, then the encryption key; copied
   * @throws IllegalArgumentException if there are not 32
   */
  public Fernet(Primitives primitives, SecretBytes key) {
    if (key.size() != KEY_SIZE) {
      throw new IllegalArgumentException(
          "a Fernet key has " + KEY_SIZE + " bytes, not " + key.size());
    }
    this.primitives = primitives;
    signingKey = key.part(0, HALF);
    encryptionKey = key.part(HALF, KEY_SIZE);
  }

  /**
   * Seals one token.
   *
   * @param time from 1970 on; fractions of a second are dropped
   * @param iv 16 unpredictable bytes
   * @return base64url with padding
   * @throws IllegalArgumentException if an argument is out of range or the token would be longer
   *     than 64 KiB
   */
  public byte[] seal(Instant time, byte[] iv, byte[] plaintext) {
    if (time.getEpochSecond() < 0) {
      throw new IllegalArgumentException("time " + time + " must not be before 1970");
    }
    SealedSize.requireRoomFor(plaintext.length);
    byte[] ciphertext = primitives.encryptAesCbc(encryptionKey, iv, plaintext);
    FernetToken unsigned = new FernetToken(time, iv, ciphertext, new byte[0]);
    byte[] mac = primitives.hmacSha256(signingKey, unsigned.authenticated());
    return SealedSize.checked(new FernetToken(time, iv, ciphertext, mac).encode());
  }

  /**
   * Opens a token of any age.
   *
   * @throws RefusedException if it is malformed, not authentic or dated beyond {@link Instant}
   */
  public Opened open(byte[] token) throws RefusedException {
    SealedSize.check(token);
    FernetToken parts = FernetToken.decode(token);
    requireAuthentic(parts);
    return decrypt(parts);
  }

  /**
   * Opens a token that must be of its time: from {@code now} - {@code timeToLive} to {@code now} +
   * 60 s.
   *
   * @param now fractions of a second are dropped
   * @param timeToLive fractions of a second are dropped
   * @throws RefusedException if it is malformed, not authentic or not of its time
   */
  public Opened open(byte[] token, Instant now, Duration timeToLive) throws RefusedException {
    SealedSize.check(token);
    FernetToken parts = FernetToken.decode(token);
    requireAuthentic(parts);
    long age = now.getEpochSecond() - parts.time().getEpochSecond();
    if (age > timeToLive.toSeconds() || age < -MAX_CLOCK_SKEW.toSeconds()) {
      throw new RefusedException(Reason.EXPIRED);
    }
    return decrypt(parts);
  }

  private void requireAuthentic(FernetToken parts) throws RefusedException {
    byte[] expected = primitives.hmacSha256(signingKey, parts.authenticated());
    if (!MessageDigest.isEqual(expected, parts.mac())) {
      throw new RefusedException(Reason.NOT_AUTHENTIC);
    }
  }

  private Opened decrypt(FernetToken parts) throws RefusedException {
    byte[] plaintext =
        primitives
            .decryptAesCbc(encryptionKey, parts.iv(), parts.ciphertext())
            .orElseThrow(() -> new RefusedException(Reason.MALFORMED));
    byte[] tag = Arrays.copyOf(parts.mac(), Opened.TAG_SIZE);
    return new Opened(Optional.empty(), plaintext, tag, Optional.of(parts.time()), "");
  }

  /** Wipes the keys. */
  @Override
  public void close() {
    signingKey.close();
    encryptionKey.close();
  }
}
