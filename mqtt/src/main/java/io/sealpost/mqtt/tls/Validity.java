package io.sealpost.mqtt.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * When a certificate counts (RFC 5280 section 4.1.2.5), both moments included.
 *
 * @param from the first moment
 * @param until the last one
 */
public record Validity(Instant from, Instant until) {
  /** Of one certificate. */
  public static Validity of(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }
}
