package io.sealpost.mqtt;

/** The link could not do what it was asked; says with whom, what happened, and what to do. */
public final class LinkException extends Exception {
  /**
   * @param message one line for people
   */
  public LinkException(String message) {
    super(message);
  }

  /**
   * @param message one line for people
   * @param cause what the library said
   */
  public LinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
