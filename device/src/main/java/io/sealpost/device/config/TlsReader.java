package io.sealpost.device.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.device.config.TlsSettings.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what {@code [broker]} says of TLS. */
final class TlsReader {
  /** The keys that it reads. */
  static final Set<String> KEYS =
      Set.of(
          "ca-file",
          "crl-file",
          "certificate-file",
          "certificate-key-file",
          "renew-before",
          "psk-identity",
          "psk-file");

  private static final List<String> CERTIFICATES =
      List.of("ca-file", "crl-file", "certificate-file", "certificate-key-file", "renew-before");

  /** What proves who the device is, which nobody asks for without TLS. */
  private static final List<String> OF_OURS =
      List.of(
          "certificate-file", "certificate-key-file", "renew-before", "psk-identity", "psk-file");

  /** RFC 4279 section 5.3 has every implementation take as many bytes. */
  private static final int MAX_IDENTITY_BYTES = 128;

  private final TomlTable broker;
  private final Function<String, Path> path;

  /**
   * @param path resolves a path against the folder of the file
   */
  TlsReader(TomlTable broker, Function<String, Path> path) {
    this.broker = broker;
    this.path = path;
  }

  /**
   * @param secure whether the URL is of a connection by TLS
   */
  TlsSettings read(boolean secure) throws ConfigException {
    for (String key : OF_OURS) {
      if (!secure && broker.has(key)) {
        throw broker.wrong(key, "goes with mqtts:// or wss:// only");
      }
    }
    Optional<String> identity = broker.optional("psk-identity", TlsReader::identity);
    Optional<Path> psk = broker.optional("psk-file", path);
    if (identity.isEmpty() && psk.isEmpty()) {
      return new TlsSettings.Certificates(
          broker.optional("ca-file", path), broker.optional("crl-file", path), client());
    }
    return new TlsSettings.PreSharedKey(
        both("psk-identity", identity, "a psk-file needs the identity it is for"),
        keyFile(both("psk-file", psk, "a psk-identity needs its key in a file")));
  }

  private Path keyFile(Path psk) throws ConfigException {
    for (String key : CERTIFICATES) {
      if (broker.has(key)) {
        throw broker.wrong(
            key, "goes with certificates; beside psk-identity and psk-file there are none");
      }
    }
    return psk;
  }

  private Optional<Client> client() throws ConfigException {
    Optional<Path> certificate = broker.optional("certificate-file", path);
    Optional<Path> key = broker.optional("certificate-key-file", path);
    if (certificate.isEmpty() && key.isEmpty()) {
      if (broker.has("renew-before")) {
        throw broker.wrong("renew-before", "goes with a certificate-file only");
      }
      return Optional.empty();
    }
    return Optional.of(
        new Client(
            both("certificate-file", certificate, "a certificate-key-file needs its certificate"),
            both("certificate-key-file", key, "a certificate-file needs its private key"),
            broker
                .optional("renew-before", TlsReader::renewBefore)
                .orElse(Optional.of(Client.USUALLY_BEFORE))));
  }

  private static Optional<Duration> renewBefore(String text) {
    return text.equals("off")
        ? Optional.empty()
        : Optional.of(Durations.parse(text, Duration.ofDays(1), Duration.ofDays(365)));
  }

  private <T> T both(String key, Optional<T> value, String why) throws ConfigException {
    if (value.isEmpty()) {
      throw broker.wrong(key, "missing; " + why);
    }
    return value.get();
  }

  private static String identity(String text) {
    Texts.plain(text, MAX_IDENTITY_BYTES);
    if (text.getBytes(UTF_8).length > MAX_IDENTITY_BYTES) {
      throw new IllegalArgumentException(
          "\"" + text + "\" must be at most " + MAX_IDENTITY_BYTES + " bytes of UTF-8");
    }
    return text;
  }
}
