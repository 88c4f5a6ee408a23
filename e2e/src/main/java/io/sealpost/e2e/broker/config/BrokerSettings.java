package io.sealpost.e2e.broker.config;

import io.sealpost.crypto.SecretBytes;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that the broker must know.
 *
 * @param host address or name to listen on
 * @param port 0 to 65535; 0 means any free one
 * @param keystore PKCS 12 file with the certificate and its key
 * @param keystorePassword its password, UTF-8 bytes
 * @param data folder for sessions and the messages that wait in them; made if missing
 * @param base first part of every topic
 * @param users at least one, of different names
 */
public record BrokerSettings(
    String host,
    int port,
    Path keystore,
    SecretBytes keystorePassword,
    Path data,
    String base,
    List<BrokerUser> users) {
  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public BrokerSettings {
    users = List.copyOf(users);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " must be 0 to 65535");
    }
    if (users.isEmpty()) {
      throw new IllegalArgumentException("at least one [[user]] is needed, or nobody may connect");
    }
    Set<String> names = new HashSet<>();
    for (BrokerUser user : users) {
      if (!names.add(user.name())) {
        throw new IllegalArgumentException("user \"" + user.name() + "\" stands there twice");
      }
    }
  }
}
