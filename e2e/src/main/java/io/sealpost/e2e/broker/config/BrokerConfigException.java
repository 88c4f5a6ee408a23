package io.sealpost.e2e.broker.config;

/** The broker's file cannot be obeyed: one line that names the file, the key and what to do. */
public final class BrokerConfigException extends Exception {
  /**
   * @param message one line for people
   */
  public BrokerConfigException(String message) {
    super(message);
  }

  /**
   * @param message one line for people
   * @param cause what the parser or the file system said
   */
  public BrokerConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
