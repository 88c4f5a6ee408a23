package io.sealpost.mqtt;

import java.util.function.Supplier;

/**
 * User name and password for the broker.
 *
 * @param username as the broker knows it, not empty
 * @param password asked for at every connect, on a thread of the link; each answer is a new array,
 *     which the link wipes after the attempt; never printed. May throw {@link
 *     java.io.UncheckedIOException}, whose message then is the reason for the failed attempt
 */
public record Credentials(String username, Supplier<char[]> password) {
  /** Checks the user name. */
  public Credentials {
    if (username.isEmpty() || username.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "broker user name is '" + username + "': expected some characters, none of them U+0000");
    }
  }

  @Override
  public String toString() {
    return "Credentials[" + username + "]";
  }
}
