package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads files of certificates and of revocation lists. */
final class CertificateFiles {
  private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
  private static final String LIST = "-----BEGIN X509 CRL-----";

  private CertificateFiles() {}

  /**
   * Reads a PEM file of one or more certificates, text before the first one permitted.
   *
   * @param what what the file is, for messages, as in "the CA file"
   * @throws LinkException naming the file and what is wrong with it
   */
  static List<X509Certificate> certificates(String what, Path file) throws LinkException {
    String text = new String(SmallFile.read(what, file), StandardCharsets.ISO_8859_1);
    int first = text.indexOf(CERTIFICATE);
    if (first < 0) {
      throw new LinkException(
          what + " " + file + " has no certificate: expected PEM, so '" + CERTIFICATE + "'");
    }
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(bytes(text.substring(first)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new LinkException(what + " " + file + " has a damaged certificate: fetch it again", e);
    }
  }

  /**
   * Reads a file of one or more revocation lists, PEM or DER.
   *
   * @throws LinkException naming the file and what is wrong with it
   */
  static List<X509CRL> revocationLists(Path file) throws LinkException {
    String text = new String(SmallFile.read("the CRL file", file), StandardCharsets.ISO_8859_1);
    int first = Math.max(0, text.indexOf(LIST));
    try {
      List<X509CRL> lists =
          CertificateFactory.getInstance("X.509")
              .generateCRLs(bytes(text.substring(first)))
              .stream()
              .map((CRL list) -> (X509CRL) list)
              .toList();
      if (lists.isEmpty()) {
        throw new LinkException(
            "the CRL file " + file + " is empty: expected PEM, so '" + LIST + "', or DER");
      }
      return lists;
    } catch (CRLException | CertificateException e) {
      throw new LinkException(
          "the CRL file "
              + file
              + " has a damaged list, or none: expected PEM, so '"
              + LIST
              + "', or DER; fetch it again",
          e);
    }
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
