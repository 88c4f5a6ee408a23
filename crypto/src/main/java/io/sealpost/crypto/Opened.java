package io.sealpost.crypto;

import java.time.Instant;
import java.util.Optional;

/**
 * An authentic message.
 *
 * @param counter its epoch and sequence; empty in Fernet, which has none
 * @param plaintext what was sealed
 * @param tag the first 8 bytes of its outer HMAC, by which an answer names a command and a Fernet
 *     token is told from another
 * @param sealedAt when it was sealed by the sealer's clock, in whole seconds; present in Fernet
 *     only
 * @param kid the id of the key that opened it, 16 lower-case hexadecimal digits; empty in Fernet,
 *     which has none
 */
@SuppressWarnings("ArrayRecordComponent") // opened once, read once, never compared
public record Opened(
    Optional<Counter> counter,
    byte[] plaintext,
    byte[] tag,
    Optional<Instant> sealedAt,
    String kid) {
  /** Length of {@link #tag} in bytes. */
  public static final int TAG_SIZE = 8;

  /** A message that says its counter, and not when it was sealed. */
  public Opened(Counter counter, byte[] plaintext, byte[] tag, String kid) {
    this(Optional.of(counter), plaintext, tag, Optional.empty(), kid);
  }
}
