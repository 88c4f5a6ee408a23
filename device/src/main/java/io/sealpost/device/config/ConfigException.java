package io.sealpost.device.config;

import io.sealpost.device.text.OneLine;

/**
 * The configuration file cannot be used. The message is one line: the file, the line where it is
 * known, the key, the value and what is allowed.
 */
public final class ConfigException extends Exception {
  /**
   * @param message for people; made one line
   */
  public ConfigException(String message) {
    super(OneLine.of(message));
  }

  /**
   * @param message for people; made one line
   * @param cause what a library said
   */
  public ConfigException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }
}
