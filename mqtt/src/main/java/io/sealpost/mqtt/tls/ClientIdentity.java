package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.LinkException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.DestroyFailedException;
import org.tinylog.Logger;

/**
 * Our own certificate and its key, which belong together.
 *
 * @param files where they came from
 * @param chain our certificate first, then its authorities
 */
record ClientIdentity(ClientCertificate files, List<X509Certificate> chain, PrivateKey key) {
  /**
   * Reads both files.
   *
   * @throws LinkException naming the file and what is wrong with it
   */
  static ClientIdentity read(ClientCertificate files) throws LinkException {
    List<X509Certificate> chain =
        CertificateFiles.certificates("the certificate file", files.certificateFile());
    PrivateKey key = PrivateKeyFile.read(files.keyFile());
    if (!belongTogether(chain.get(0), key)) {
      throw new LinkException(
          "the key file "
              + files.keyFile()
              + " is not for the first certificate in "
              + files.certificateFile()
              + " ('"
              + chain.get(0).getSubjectX500Principal()
              + "'): copy both again, or put our certificate before those of its authorities");
    }
    return new ClientIdentity(files, chain, key);
  }

  /** What is wrong with the dates of our certificate; the broker may see it differently. */
  Optional<String> complaint(Instant now) {
    X509Certificate own = chain.get(0);
    String name = "our certificate in " + files.certificateFile();
    if (own.getNotAfter().toInstant().isBefore(now)) {
      return Optional.of(name + " has expired on " + own.getNotAfter().toInstant() + ": renew it");
    }
    if (own.getNotBefore().toInstant().isAfter(now)) {
      return Optional.of(
          name + " is valid from " + own.getNotBefore().toInstant() + " only: set the clock");
    }
    return Optional.empty();
  }

  /** Forgets the key, if this Java's keys can. */
  void wipe() {
    try {
      key.destroy();
    } catch (DestroyFailedException e) {
      Logger.trace(e, "left to the garbage collector");
    }
  }

  @Override
  public String toString() {
    return "ClientIdentity[" + chain.get(0).getSubjectX500Principal() + "]";
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    byte[] proof = "does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(proof);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(proof);
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      Logger.trace(e, "not even of the same kind");
      return false;
    }
  }
}
