package io.sealpost.mqtt;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What we show to a broker that wants a certificate. All files are looked at before every connect
 * and once a minute; when they change, the new pair is tried before the old one is let go.
 *
 * @param certificateFile PEM, our certificate first, then those of the authorities between it and
 *     one that the broker knows
 * @param keyFile PEM, its private key, EC or RSA, in the clear: {@code BEGIN PRIVATE KEY} (RFC
 *     5208), {@code BEGIN EC PRIVATE KEY} (RFC 5915) or {@code BEGIN RSA PRIVATE KEY} (RFC 8017),
 *     readable by its owner only
 * @param renewed those that take their place, if somebody makes them; these two files are then used
 *     only before there are any, and when they change
 */
public record ClientCertificate(
    Path certificateFile, Path keyFile, Optional<RenewedCertificate> renewed) {
  /** One that nobody renews. */
  public ClientCertificate(Path certificateFile, Path keyFile) {
    this(certificateFile, keyFile, Optional.empty());
  }
}
