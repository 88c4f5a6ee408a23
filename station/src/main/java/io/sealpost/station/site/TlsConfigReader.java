package io.sealpost.station.site;

import io.sealpost.station.StationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what {@code [broker]} says of TLS. */
final class TlsConfigReader {
  /** The keys that it reads. */
  static final Set<String> KEYS =
      Set.of(
          "ca-file",
          "crl-file",
          "certificate-file",
          "certificate-key-file",
          "psk-identity",
          "psk-file");

  private static final List<String> CERTIFICATES =
      List.of("ca-file", "crl-file", "certificate-file", "certificate-key-file");

  /** RFC 4279 section 5.3 has every implementation take as many bytes. */
  private static final int MAX_IDENTITY = 128;

  private final Path file;
  private final TomlTable broker;

  /**
   * @param file that the table is in; paths are relative to its folder
   */
  TlsConfigReader(Path file, TomlTable broker) {
    this.file = file;
    this.broker = broker;
  }

  TlsConfig read() throws StationException {
    Optional<String> identity = identity();
    Optional<Path> psk = path("psk-file");
    if (identity.isEmpty() && psk.isEmpty()) {
      return new TlsConfig.Certificates(path("ca-file"), path("crl-file"), client());
    }
    for (String key : CERTIFICATES) {
      if (broker.values().containsKey(key)) {
        throw broker.complaint(
            key, "goes with certificates; beside psk-identity and psk-file there are none");
      }
    }
    return new TlsConfig.PreSharedKey(
        both("psk-identity", identity, "a psk-file needs the identity it is for"),
        both("psk-file", psk, "a psk-identity needs its key in a file"));
  }

  private Optional<TlsConfig.Client> client() throws StationException {
    Optional<Path> certificate = path("certificate-file");
    Optional<Path> key = path("certificate-key-file");
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsConfig.Client(
            both("certificate-file", certificate, "a certificate-key-file needs its certificate"),
            both("certificate-key-file", key, "a certificate-file needs its private key")));
  }

  private Optional<String> identity() throws StationException {
    Optional<String> identity = broker.optionalString("psk-identity");
    if (identity.isPresent()
        && (identity.get().getBytes(StandardCharsets.UTF_8).length > MAX_IDENTITY
            || identity.get().chars().anyMatch(Character::isISOControl))) {
      throw broker.complaint(
          "psk-identity",
          "\"%s\" must be at most %d bytes of UTF-8 without control characters"
              .formatted(identity.get(), MAX_IDENTITY));
    }
    return identity;
  }

  /** A path relative to the folder of the file. */
  Optional<Path> path(String key) throws StationException {
    Optional<String> name = broker.optionalString(key);
    try {
      return name.map(file.toAbsolutePath()::resolveSibling);
    } catch (InvalidPathException e) {
      throw broker.complaint(
          key, "\"" + name.orElse("") + "\" cannot be the name of a file: " + e.getReason());
    }
  }

  private <T> T both(String key, Optional<T> value, String why) throws StationException {
    return value.orElseThrow(() -> broker.complaint(key, "missing; " + why));
  }
}
