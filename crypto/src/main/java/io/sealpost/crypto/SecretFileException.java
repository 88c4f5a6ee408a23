package io.sealpost.crypto;

/**
 * A file with a secret that cannot be used. The message names the file and says what to do; it
 * never quotes the content.
 */
public final class SecretFileException extends Exception {
  /** What is wrong with the file. */
  public enum Reason {
    /** There is none. */
    MISSING,
    /** Its group or everybody else may do something with it. */
    EXPOSED,
    /** This process may not read it, or reading failed. */
    UNREADABLE,
    /** It does not contain what it should. */
    MALFORMED,
    /** It was to be new, and is there already. */
    EXISTS,
    /** Writing failed. */
    NOT_WRITTEN
  }

  private final Reason reason;

  SecretFileException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  SecretFileException(Reason reason, String message, Exception cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong, for exit codes. */
  public Reason reason() {
    return reason;
  }
}
