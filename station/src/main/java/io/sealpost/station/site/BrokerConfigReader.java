package io.sealpost.station.site;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code station.toml} once into a validated record. */
final class BrokerConfigReader {
  private static final Set<String> KEYS =
      Set.of(
          "url",
          "username",
          "password-file",
          "client-id",
          "base",
          "keep-alive",
          "connect-timeout",
          "allow-plaintext",
          "revoke-command");

  private final TomlTable broker;
  private final TlsConfigReader tls;

  private BrokerConfigReader(Path file, TomlTable broker) {
    this.broker = broker;
    tls = new TlsConfigReader(file, broker);
  }

  static BrokerConfig read(Path file) throws StationException {
    TomlTable root = TomlFile.parse(file.toString(), content(file), ExitCode.CONFIGURATION);
    root.allowOnly(Set.of("broker", "keys", "signing"));
    var unused = KeyPolicy.keepOld(root);
    var unusedToo = SigningPolicy.of(root);
    TomlTable broker = root.table("broker");
    Set<String> known = new HashSet<>(KEYS);
    known.addAll(TlsConfigReader.KEYS);
    broker.allowOnly(known);
    return new BrokerConfigReader(file, broker).config();
  }

  private static byte[] content(Path file) throws StationException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new StationException(
          ExitCode.CONFIGURATION,
          file
              + ": there is no such file; write one with [broker] url, or name the site's folder"
              + " with --site",
          e);
    } catch (IOException e) {
      throw new StationException(
          ExitCode.CONFIGURATION, file + ": " + FileFault.reading(file, e), e);
    }
  }

  private BrokerConfig config() throws StationException {
    return new BrokerConfig(
        url(),
        broker.bool("allow-plaintext", false),
        tls.read(),
        login(),
        clientId(),
        topics(),
        keepAlive(),
        broker.duration(
            "connect-timeout",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5)));
  }

  private URI url() throws StationException {
    String text = broker.string("url");
    try {
      return url(text, broker.bool("allow-plaintext", false));
    } catch (URISyntaxException e) {
      throw broker.complaint("url", safe(text, "\"" + text + "\" is not a URL: " + e.getReason()));
    } catch (IllegalArgumentException e) {
      throw broker.complaint("url", safe(text, String.valueOf(e.getMessage())));
    }
  }

  private static URI url(String text, boolean allowPlaintext) throws URISyntaxException {
    URI url = new URI(text);
    if (!BrokerUrl.parse(url).scheme().secure() && !allowPlaintext) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not encrypted: use mqtts://, or set allow-plaintext = true");
    }
    return url;
  }

  /** A complaint of a URL, which may have a password before an {@code @}. */
  private static String safe(String text, String complaint) {
    return text.indexOf('@') < 0
        ? complaint
        : "not a URL of a broker, and not shown as a password may be in it; write scheme://host"
            + " alone, and the login as username and password-file";
  }

  /** MQTT counts it in seconds. */
  private Duration keepAlive() throws StationException {
    Duration keepAlive =
        broker.duration(
            "keep-alive", Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofHours(18));
    if (keepAlive.toMillisPart() != 0) {
      throw broker.complaint(
          "keep-alive", "\"" + DurationText.of(keepAlive) + "\" must be whole seconds");
    }
    return keepAlive;
  }

  private Optional<BrokerConfig.Login> login() throws StationException {
    Optional<String> username = broker.optionalString("username");
    Optional<Path> password = tls.path("password-file");
    if (username.isPresent() && username.get().indexOf('\0') >= 0) {
      throw broker.complaint(
          "username",
          "\"" + username.get() + "\" must be without U+0000, which MQTT has no room for");
    }
    if (username.isPresent() && password.isPresent()) {
      return Optional.of(new BrokerConfig.Login(username.get(), password.get()));
    }
    if (username.isPresent()) {
      throw broker.complaint("password-file", "missing; username needs it");
    }
    if (password.isPresent()) {
      throw broker.complaint("username", "missing; password-file needs it");
    }
    return Optional.empty();
  }

  private String clientId() throws StationException {
    String id = broker.optionalString("client-id").orElse("station");
    if (id.length() > 64 || !id.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw broker.complaint(
          "client-id", "\"" + id + "\" must be 1 to 64 printable ASCII characters without blanks");
    }
    return id;
  }

  private TopicTree topics() throws StationException {
    try {
      return new TopicTree(broker.optionalString("base").orElse("sealpost"));
    } catch (IllegalArgumentException e) {
      throw broker.complaint("base", String.valueOf(e.getMessage()));
    }
  }
}
