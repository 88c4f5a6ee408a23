package io.sealpost.station.site;

import java.nio.file.Path;
import java.util.Optional;

/** How the broker and the station know each other. */
public sealed interface TlsConfig {
  /**
   * By certificates: the broker's, and the station's own if the broker demands one.
   *
   * @param caFile PEM file of the authorities; the system's when absent
   * @param crlFile certificates that their authorities have revoked
   * @param client the station's own
   */
  record Certificates(Optional<Path> caFile, Optional<Path> crlFile, Optional<Client> client)
      implements TlsConfig {}

  /**
   * By a key that both have.
   *
   * @param identity under which the broker knows the key, 1 to 128 bytes of UTF-8
   * @param keyFile hexadecimal digits, 0600
   */
  record PreSharedKey(String identity, Path keyFile) implements TlsConfig {}

  /**
   * A certificate of the station's own.
   *
   * @param certificateFile PEM, the station's own first
   * @param keyFile PEM, its private key, 0600
   */
  record Client(Path certificateFile, Path keyFile) {}
}
