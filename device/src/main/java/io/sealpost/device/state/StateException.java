package io.sealpost.device.state;

/** A file of the state folder cannot be used. Says which, why, and what to do. */
public final class StateException extends Exception {
  /**
   * @param message one line for people
   */
  public StateException(String message) {
    super(message);
  }

  /**
   * @param message one line for people
   * @param cause what the operating system said
   */
  public StateException(String message, Throwable cause) {
    super(message, cause);
  }
}
