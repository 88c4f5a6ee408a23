package io.sealpost.station.link;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.Security;
import io.sealpost.station.StationException;
import io.sealpost.station.site.TlsConfig;
import java.time.InstantSource;

/** What {@code station.toml} says of TLS, as the link wants it. */
final class TlsSecurity {
  private TlsSecurity() {}

  /**
   * Certificates are judged by the system's clock: a station has a right one.
   *
   * @throws StationException if the file of the pre-shared key cannot be used
   */
  static Security of(TlsConfig tls) throws StationException {
    if (tls instanceof TlsConfig.Certificates certificates) {
      return new Security.Certificates(
          certificates.caFile(),
          certificates.crlFile(),
          certificates
              .client()
              .map(client -> new ClientCertificate(client.certificateFile(), client.keyFile())),
          InstantSource.system());
    }
    if (tls instanceof TlsConfig.PreSharedKey psk) {
      PskKeyFile key = new PskKeyFile(psk.keyFile());
      key.check();
      return new Security.PreSharedKey(psk.identity(), key::read);
    }
    throw new IllegalArgumentException("TLS of unknown kind: " + tls.getClass());
  }
}
