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
 */
@SuppressWarnings("ArrayRecordComponent") // opened once, read once, never compared
public record Opened(
    Optional<Counter> counter, byte[] plaintext, byte[] tag, Optional<Instant> sealedAt) {
  /** Length of {@link #tag} in bytes. */
  public static final int TAG_SIZE = 8;

  /** A message that does not say when it was sealed. */
  public Opened(Optional<Counter> counter, byte[] plaintext, byte[] tag) {
    this(counter, plaintext, tag, Optional.empty());
  }
}
