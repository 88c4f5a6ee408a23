package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Who may sign the broker's certificate. */
final class Authorities {
  private static final String PEM_HEADER = "-----BEGIN CERTIFICATE-----";
  private static final long MOST_BYTES = 4 << 20;

  private Authorities() {}

  /**
   * Trust managers that trust the authorities of a file, and nobody else.
   *
   * @param caFile PEM file of one or more certificates; the system's authorities when absent
   * @throws LinkException naming the file and what is wrong with it
   */
  static TrustManager[] trusting(Optional<Path> caFile) throws LinkException {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(caFile.isPresent() ? storeOf(read(caFile.get())) : null);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new LinkException(
          "cannot use "
              + caFile.map(file -> "the CA file " + file).orElse("the system's authorities")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static Collection<? extends Certificate> read(Path file) throws LinkException {
    String text = text(file);
    int first = text.indexOf(PEM_HEADER);
    if (first < 0) {
      throw new LinkException(
          "the CA file " + file + " has no certificate: expected PEM, so '" + PEM_HEADER + "'");
    }
    try (InputStream in =
        new ByteArrayInputStream(text.substring(first).getBytes(StandardCharsets.ISO_8859_1))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (CertificateException | IOException e) {
      throw new LinkException(
          "the CA file " + file + " has a damaged certificate: fetch it again", e);
    }
  }

  private static String text(Path file) throws LinkException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new LinkException("the CA file " + file + " has more than 4 MiB: expected less");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new LinkException("the CA file " + file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new LinkException(
          "the CA file " + file + " may not be read by this user: chmod a+r " + file, e);
    } catch (IOException e) {
      throw new LinkException("the CA file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static KeyStore storeOf(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    return store;
  }
}
