package io.sealpost.device.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the broker and the device know each other. */
public sealed interface TlsSettings {
  /**
   * By certificates: the broker's, and the device's own if the broker demands one.
   *
   * @param caFile authorities that may sign the broker's certificate; the system's when absent
   * @param crlFile certificates that their authorities have revoked
   * @param client the device's own
   */
  record Certificates(Optional<Path> caFile, Optional<Path> crlFile, Optional<Client> client)
      implements TlsSettings {}

  /**
   * By a key that both have.
   *
   * @param identity under which the broker knows the key
   * @param keyFile hexadecimal digits, 0600
   */
  record PreSharedKey(String identity, Path keyFile) implements TlsSettings {}

  /**
   * A certificate of the device's own.
   *
   * @param certificateFile PEM, the device's own first
   * @param keyFile PEM, its private key, 0600
   * @param renewBefore how long before its end the device asks for another, 1 to 365 days; never if
   *     empty
   */
  record Client(Path certificateFile, Path keyFile, Optional<Duration> renewBefore) {
    /** Unless something else is said. */
    public static final Duration USUALLY_BEFORE = Duration.ofDays(30);

    /** One that is renewed when it is usual. */
    public Client(Path certificateFile, Path keyFile) {
      this(certificateFile, keyFile, Optional.of(USUALLY_BEFORE));
    }
  }
}
