package io.sealpost.device.renewal;

import java.security.cert.X509Certificate;

/**
 * What a broker thinks of a certificate of ours.
 *
 * @param certificate which
 * @param accepted whether it let us in; else it refused a new one
 * @param given whether it came from where the one lies that the device was given
 */
public record Verdict(X509Certificate certificate, boolean accepted, boolean given) {
  /** Of one in the state folder. */
  public Verdict(X509Certificate certificate, boolean accepted) {
    this(certificate, accepted, false);
  }
}
