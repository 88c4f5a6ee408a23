package io.sealpost.mqtt.testing;

import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.ReconnectPolicy;
import io.sealpost.mqtt.Security;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/**
 * Options of a link, with defaults for tests.
 *
 * @param url of the broker
 */
public record Options(
    String url,
    String clientId,
    Optional<Credentials> credentials,
    Security security,
    Optional<OutgoingMessage> will,
    Duration keepAlive,
    Duration connectTimeout) {
  /** Options that suffice for a broker that lets everybody in. */
  public static Options to(String url) {
    return new Options(
        url,
        "test",
        Optional.empty(),
        Security.Certificates.trusting(Optional.empty()),
        Optional.empty(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30));
  }

  /** The same with a client id. */
  public Options as(String id) {
    return new Options(url, id, credentials, security, will, keepAlive, connectTimeout);
  }

  /** The same with a user name and password. */
  public Options login(String user, String password) {
    Credentials login = new Credentials(user, password::toCharArray);
    return new Options(
        url, clientId, Optional.of(login), security, will, keepAlive, connectTimeout);
  }

  /** The same with an authority. */
  public Options trusting(Path ca) {
    return new Options(
        url,
        clientId,
        credentials,
        Security.Certificates.trusting(Optional.of(ca)),
        will,
        keepAlive,
        connectTimeout);
  }

  /** The same, secured in another way. */
  public Options secured(Security by) {
    return new Options(url, clientId, credentials, by, will, keepAlive, connectTimeout);
  }

  /** The same with a will. */
  public Options leaving(OutgoingMessage last) {
    return new Options(
        url, clientId, credentials, security, Optional.of(last), keepAlive, connectTimeout);
  }

  /** The same with other times. */
  public Options timing(Duration alive, Duration timeout) {
    return new Options(url, clientId, credentials, security, will, alive, timeout);
  }

  /** What a link takes. */
  public LinkOptions link() {
    return new LinkOptions(
        URI.create(url),
        url.startsWith("mqtt:"),
        clientId,
        credentials,
        security,
        will,
        keepAlive,
        connectTimeout);
  }

  /** A policy that hardly waits after passing faults, and long after lasting ones. */
  public static ReconnectPolicy hasty() {
    return new ReconnectPolicy(
        new ReconnectPolicy.Settings(
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            Duration.ofHours(1),
            Duration.ZERO),
        new Random(1));
  }
}
