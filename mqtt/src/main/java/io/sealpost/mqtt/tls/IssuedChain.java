package io.sealpost.mqtt.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.tinylog.Logger;

/**
 * A certificate that was issued to us, and those of the authorities above it.
 *
 * @param certificates at least one, ours first
 */
public record IssuedChain(List<X509Certificate> certificates) {
  private static final ASN1ObjectIdentifier COMMON_NAME = new ASN1ObjectIdentifier("2.5.4.3");
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USE = "2.5.29.37.0";

  /**
   * @throws IllegalArgumentException if there is none
   */
  public IssuedChain {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("a chain of no certificates");
    }
  }

  /**
   * Reads certificates in DER, nothing after each.
   *
   * @throws CertificateException if one is none
   */
  public static IssuedChain ofDer(List<String> hex) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (String each : hex) {
      byte[] der = HexFormat.of().parseHex(each);
      Certificate read = factory.generateCertificate(new ByteArrayInputStream(der));
      if (!Arrays.equals(der, read.getEncoded())) {
        throw new CertificateException("more than a certificate in DER");
      }
      certificates.add((X509Certificate) read);
    }
    return new IssuedChain(certificates);
  }

  /**
   * Reads certificates in PEM, whatever else stands between them.
   *
   * @throws CertificateException if there is none, or one is damaged
   */
  public static IssuedChain ofPem(byte[] text) throws CertificateException {
    try {
      List<String> hex =
          Pem.sections(text).stream()
              .filter(pem -> pem.label().equals("CERTIFICATE"))
              .map(pem -> HexFormat.of().formatHex(pem.content()))
              .toList();
      if (hex.isEmpty()) {
        throw new CertificateException("no certificate in PEM: '-----BEGIN CERTIFICATE-----'");
      }
      return ofDer(hex);
    } catch (IllegalArgumentException e) {
      throw new CertificateException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Ours. */
  public X509Certificate own() {
    return certificates.get(0);
  }

  /** When ours ends. */
  public Instant notAfter() {
    return own().getNotAfter().toInstant();
  }

  /** A name for ours: SHA-256 of it, 64 lower-case hexadecimal digits. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return Digests.sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  /** Each in DER, as lower-case hexadecimal digits. */
  public List<String> hex() {
    return certificates.stream().map(each -> HexFormat.of().formatHex(der(each))).toList();
  }

  /** All of them in PEM (RFC 7468 section 5). */
  public String pem() {
    StringBuilder text = new StringBuilder();
    for (X509Certificate each : certificates) {
      text.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(each)))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return text.toString();
  }

  /** The common name of ours, if it has exactly one. */
  public Optional<String> commonName() {
    RDN[] names =
        X500Name.getInstance(own().getSubjectX500Principal().getEncoded()).getRDNs(COMMON_NAME);
    return names.length == 1
            && !names[0].isMultiValued()
            && names[0].getFirst().getValue() instanceof ASN1String name
        ? Optional.of(name.getString())
        : Optional.empty();
  }

  /**
   * What is wrong with it for a client that has the private half of a key. Whether a broker knows
   * the authority, only a broker can tell.
   *
   * @param now at which dates are judged
   * @return one clause for people; empty if nothing is wrong
   */
  public Optional<String> complaint(PublicKey key, Instant now) {
    if (!own().getPublicKey().equals(key)) {
      return Optional.of("the certificate is for another key than the one that was asked for");
    }
    if (own().getBasicConstraints() >= 0) {
      return Optional.of("the certificate is that of an authority");
    }
    if (!isForClients()) {
      return Optional.of("the certificate is not for clients (extendedKeyUsage clientAuth)");
    }
    if (!notAfter().isAfter(now)) {
      return Optional.of("the certificate has ended on " + notAfter());
    }
    return brokenAt();
  }

  private boolean isForClients() {
    try {
      boolean[] usage = own().getKeyUsage();
      List<String> extended = own().getExtendedKeyUsage();
      return (usage == null || usage[0])
          && (extended == null || extended.contains(CLIENT) || extended.contains(ANY_USE));
    } catch (CertificateException e) {
      Logger.trace(e, "a use that cannot be read");
      return false;
    }
  }

  private Optional<String> brokenAt() {
    for (int i = 1; i < certificates.size(); i++) {
      X509Certificate authority = certificates.get(i);
      try {
        if (authority.getBasicConstraints() < 0) {
          return Optional.of("'" + authority.getSubjectX500Principal() + "' is no authority");
        }
        certificates.get(i - 1).verify(authority.getPublicKey());
      } catch (GeneralSecurityException e) {
        Logger.trace(e, "a chain that is broken");
        return Optional.of(
            "the certificates are not signed each by the next, at '"
                + authority.getSubjectX500Principal()
                + "'");
      }
    }
    return Optional.empty();
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }
}
