package io.sealpost.device.config;

import io.sealpost.protocol.TopicTree;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where to publish, and as whom.
 *
 * @param url {@code mqtts://}, {@code wss://} or, if allowed, {@code mqtt://}
 * @param allowPlaintext whether {@code mqtt://} is accepted
 * @param tls how the two know each other; without meaning when not encrypted
 * @param login user name and where the password is, if the broker wants them
 * @param clientIdPrefix stands before the device id in the client id; may be empty
 * @param topics every topic of the site
 * @param keepAlive 5 s to 18 h
 * @param connectTimeout 1 s to 5 min
 */
public record BrokerSettings(
    URI url,
    boolean allowPlaintext,
    TlsSettings tls,
    Optional<Login> login,
    String clientIdPrefix,
    TopicTree topics,
    Duration keepAlive,
    Duration connectTimeout) {
  /**
   * User name and password.
   *
   * @param username as the broker knows it
   * @param passwordFile one line, 0600
   */
  public record Login(String username, Path passwordFile) {}
}
