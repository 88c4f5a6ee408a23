package io.sealpost.device.config;

import io.sealpost.device.config.BrokerSettings.Login;
import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the table {@code [broker]}. */
final class BrokerReader {
  private static final Set<String> OWN_KEYS =
      Set.of(
          "url",
          "username",
          "password-file",
          "client-id-prefix",
          "base",
          "keep-alive",
          "connect-timeout",
          "allow-plaintext");

  private static final Set<String> KEYS =
      Stream.of(OWN_KEYS, TlsReader.KEYS).flatMap(Set::stream).collect(Collectors.toSet());

  /** Bound of a client id at the brokers that we know. */
  private static final int MAX_CLIENT_ID = 128;

  private final TomlTable broker;
  private final Function<String, Path> path;

  /**
   * @param path resolves a path against the folder of the file
   */
  BrokerReader(TomlTable root, Function<String, Path> path) throws ConfigException {
    this.broker = root.table("broker", KEYS);
    this.path = path;
  }

  BrokerSettings read(DeviceId id) throws ConfigException {
    boolean allowPlaintext = broker.bool("allow-plaintext", false);
    URI url = broker.required("url", text -> url(text, allowPlaintext));
    return new BrokerSettings(
        url,
        allowPlaintext,
        new TlsReader(broker, path).read(BrokerUrl.parse(url).scheme().secure()),
        login(),
        broker.optional("client-id-prefix", text -> prefix(text, id)).orElse(""),
        broker.optional("base", TopicTree::new).orElse(new TopicTree("sealpost")),
        broker.optional("keep-alive", BrokerReader::keepAlive).orElse(Duration.ofSeconds(60)),
        broker
            .optional(
                "connect-timeout",
                text -> Durations.parse(text, Duration.ofSeconds(1), Duration.ofMinutes(5)))
            .orElse(Duration.ofSeconds(20)));
  }

  private static Duration keepAlive(String text) {
    Duration keepAlive = Durations.parse(text, Duration.ofSeconds(5), Duration.ofHours(18));
    if (keepAlive.toMillis() % 1000 != 0) {
      throw new IllegalArgumentException("\"" + text + "\" must be whole seconds");
    }
    return keepAlive;
  }

  private Optional<Login> login() throws ConfigException {
    Optional<String> username = broker.optional("username", text -> Texts.plain(text, 256));
    Optional<Path> passwordFile = broker.optional("password-file", path);
    if (username.isEmpty() && passwordFile.isEmpty()) {
      return Optional.empty();
    }
    if (username.isEmpty()) {
      throw broker.wrong("username", "missing; a password-file needs the user name it is for");
    }
    if (passwordFile.isEmpty()) {
      throw broker.wrong("password-file", "missing; a username needs its password in a file");
    }
    return Optional.of(new Login(username.get(), passwordFile.get()));
  }

  private static URI url(String text, boolean allowPlaintext) {
    URI url = parse(text);
    if (!BrokerUrl.parse(url).scheme().secure() && !allowPlaintext) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not encrypted; use mqtts://, or say allow-plaintext = true");
    }
    return url;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The text is not repeated: a URL that does not parse may hide a password from our check.
      throw new IllegalArgumentException("is not a URL: " + e.getReason(), e);
    }
  }

  private static String prefix(String text, DeviceId id) {
    int longest = MAX_CLIENT_ID - id.value().length();
    return Texts.matching(
        text,
        "[A-Za-z0-9_.:/@-]{0," + longest + "}",
        "at most " + longest + " characters of A-Z a-z 0-9 - _ . : / @");
  }
}
