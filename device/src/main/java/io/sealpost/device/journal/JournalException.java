package io.sealpost.device.journal;

/** A journal cannot be opened; what to do about it is said in the message. */
public final class JournalException extends Exception {
  private static final long serialVersionUID = 1;

  public JournalException(String message) {
    super(message);
  }

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
