package io.sealpost.mqtt;

import java.nio.file.Path;
import java.security.cert.X509Certificate;

/**
 * Certificates that were made after the one that we were given: where they lie, and whom to tell
 * what a broker thinks of one. A file holds the key and after it the chain, PEM both, so that the
 * two change at once; it need not be there.
 */
public interface RenewedCertificate {
  /** The newest that a broker has accepted; looked at once, before the first connect. */
  Path presentFile();

  /** One that no broker has accepted yet: tried as soon as it is there. */
  Path candidateFile();

  /**
   * Whether the pair that we were given is another than the one that these followed: it is tried
   * before the present one, which goes when a broker has accepted it, and after a candidate. Asked
   * before the first connect.
   */
  boolean newerGiven();

  /**
   * The broker let us in; called on a thread of the link before the listener hears of it, and for
   * every certificate, the one that we were given as well.
   *
   * @param given whether it is of neither of these two files, but where the one that we were given
   *     lies
   */
  void accepted(X509Certificate certificate, boolean given);

  /** The broker does not want a new one, and the one before goes on being used. */
  void refused(X509Certificate certificate);
}
