package io.sealpost.station.site;

import io.sealpost.protocol.TopicTree;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The {@code [broker]} table of {@code station.toml}.
 *
 * @param url the broker's address, {@code mqtts://broker.example} for instance
 * @param allowPlaintext whether {@code mqtt://} is accepted
 * @param tls how broker and station know each other over TLS
 * @param login user name and where its password is, if the broker wants them
 * @param clientId 1 to 64 characters; every command appends its own name
 * @param topics the topics below the configured base
 * @param keepAlive 5 s to 18 h
 * @param connectTimeout 1 s to 5 min
 */
public record BrokerConfig(
    URI url,
    boolean allowPlaintext,
    TlsConfig tls,
    Optional<Login> login,
    String clientId,
    TopicTree topics,
    Duration keepAlive,
    Duration connectTimeout) {
  /**
   * How the station logs in.
   *
   * @param username as the broker knows it
   * @param passwordFile one line, readable by its owner only
   */
  public record Login(String username, Path passwordFile) {}
}
