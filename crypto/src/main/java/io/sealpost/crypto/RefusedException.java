package io.sealpost.crypto;

import io.sealpost.protocol.DecodeException;

/**
 * A message that is refused. The text is the same for every cause, so that it may be shown to
 * anybody; the cause is for the reader's own log and counters.
 */
public final class RefusedException extends Exception {
  private static final String MESSAGE = "message refused";

  /** Why a message was refused. */
  public enum Reason {
    /** Longer than 64 KiB. */
    TOO_LONG,
    /** Not one message in the one allowed encoding. */
    MALFORMED,
    /** Sealed under a key that the reader does not hold. */
    UNKNOWN_KEY,
    /** The outer or inner authentication failed: altered, moved or forged. */
    NOT_AUTHENTIC,
    /** Authentic, but seen before. */
    REPLAYED,
    /** Authentic, but older than the replay window reaches. */
    TOO_OLD,
    /** A Fernet timestamp outside of its time to live. */
    EXPIRED
  }

  private final Reason reason;

  /**
   * @param reason for the reader's log, not for the sender
   */
  public RefusedException(Reason reason) {
    super(MESSAGE);
    this.reason = reason;
  }

  /**
   * @param reason for the reader's log, not for the sender
   * @param cause what was malformed, likewise
   */
  RefusedException(Reason reason, DecodeException cause) {
    super(MESSAGE, cause);
    this.reason = reason;
  }

  /** Why, for the reader's own log and counters. */
  public Reason reason() {
    return reason;
  }
}
