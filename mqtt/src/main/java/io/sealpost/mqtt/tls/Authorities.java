package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.tinylog.Logger;

/**
 * Who may sign the broker's certificate: the authorities of a file and nobody else, or those of the
 * system. Safe for use by several threads.
 */
final class Authorities {
  private final Optional<Path> file;

  // process lifetime, guarded by this
  private Optional<FileStamp> stamp;
  private Set<TrustAnchor> anchors;

  /**
   * Reads them.
   *
   * @param file PEM file of one or more certificates; the system's authorities when absent
   * @throws LinkException naming the file and what is wrong with it
   */
  Authorities(Optional<Path> file) throws LinkException {
    this.file = file;
    stamp = file.map(FileStamp::of);
    anchors = file.isPresent() ? read(file.get()) : system();
  }

  /** Those of now: a file that changed is read again, and has no effect if it cannot be used. */
  synchronized Set<TrustAnchor> anchors() {
    Optional<FileStamp> now = file.map(FileStamp::of);
    if (!now.equals(stamp)) {
      stamp = now;
      try {
        anchors = read(file.orElseThrow());
        Logger.info("read the CA file {} again, since it changed", file.orElseThrow());
      } catch (LinkException e) {
        Logger.warn("{}; going on with what it was before", e.getMessage());
      }
    }
    return anchors;
  }

  private static Set<TrustAnchor> read(Path file) throws LinkException {
    return anchors(CertificateFiles.certificates("the CA file", file));
  }

  private static Set<TrustAnchor> system() throws LinkException {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509 && x509.getAcceptedIssuers().length > 0) {
          return anchors(Arrays.asList(x509.getAcceptedIssuers()));
        }
      }
      throw new LinkException("this system has no authorities: set ca-file");
    } catch (GeneralSecurityException e) {
      throw new LinkException("cannot use the system's authorities: " + e.getMessage(), e);
    }
  }

  private static Set<TrustAnchor> anchors(Collection<X509Certificate> certificates) {
    return certificates.stream()
        .map(certificate -> new TrustAnchor(certificate, null))
        .collect(Collectors.toUnmodifiableSet());
  }
}
