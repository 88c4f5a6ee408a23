package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates that their authorities took back, as a file has it, which is read again when it
 * changes. Safe for use by several threads.
 */
final class RevocationLists {
  private final Path file;

  // process lifetime, guarded by this
  private Optional<FileStamp> stamp = Optional.empty();
  private List<X509CRL> lists = List.of();

  /**
   * @param file one or several lists, PEM or DER; not read before it is needed
   */
  RevocationLists(Path file) {
    this.file = file;
  }

  /**
   * The lists of the authority that signed a certificate, none of them overdue.
   *
   * @return at least one; whether the authority really signed it is not checked
   * @throws BrokerCertificateException if there is none, saying why
   */
  List<X509CRL> covering(X509Certificate certificate, Instant now)
      throws BrokerCertificateException {
    List<X509CRL> own =
        current().stream()
            .filter(list -> list.getIssuerX500Principal().equals(issuer(certificate)))
            .toList();
    if (own.isEmpty()) {
      throw unknown(
          "the CRL file "
              + file
              + " has no list of its authority '"
              + issuer(certificate)
              + "': add that list");
    }
    List<X509CRL> valid = own.stream().filter(list -> !isOverdue(list, now)).toList();
    if (valid.isEmpty()) {
      throw unknown(
          "the list in the CRL file "
              + file
              + " was to be replaced by "
              + own.get(0).getNextUpdate().toInstant()
              + "; the time used is "
              + now.truncatedTo(ChronoUnit.SECONDS)
              + ": fetch the next one, or set the clock");
    }
    return valid;
  }

  /**
   * Finds the entry of any of some certificates, in whatever list. An authority that signed the
   * broker's own authority need not have a list here, but if it has, it counts.
   */
  Optional<X509CRLEntry> entry(List<X509Certificate> certificates)
      throws BrokerCertificateException {
    for (X509CRL list : current()) {
      for (X509Certificate certificate : certificates) {
        X509CRLEntry entry =
            list.getIssuerX500Principal().equals(issuer(certificate))
                ? list.getRevokedCertificate(certificate.getSerialNumber())
                : null;
        if (entry != null) {
          return Optional.of(entry);
        }
      }
    }
    return Optional.empty();
  }

  private synchronized List<X509CRL> current() throws BrokerCertificateException {
    Optional<FileStamp> now = Optional.of(FileStamp.of(file));
    if (!now.equals(stamp)) {
      try {
        lists = CertificateFiles.revocationLists(file);
        stamp = now;
      } catch (LinkException e) {
        throw unknown(Failures.text(e));
      }
    }
    return lists;
  }

  private static boolean isOverdue(X509CRL list, Instant now) {
    return list.getNextUpdate() != null && list.getNextUpdate().toInstant().isBefore(now);
  }

  private static X500Principal issuer(X509Certificate certificate) {
    return certificate.getIssuerX500Principal();
  }

  private static BrokerCertificateException unknown(String why) {
    return new BrokerCertificateException(
        Reason.REVOCATION_UNKNOWN, "cannot be checked for revocation: " + why);
  }
}
