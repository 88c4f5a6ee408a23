package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsClientTest {
  @TempDir private Path folder;

  @Test
  void nothingIsCountedBeforeTheFirstHandshake() throws LinkException {
    assertEquals(new TlsClient.Tally(0, 0, Optional.empty()), client(Optional.empty()).tally());
  }

  @Test
  void missingCaFileIsNamed() {
    Path file = folder.resolve("ca.pem");
    assertEquals("the CA file " + file + " does not exist", refusal(file));
  }

  @Test
  void folderInPlaceOfACaFileIsRefused() {
    assertTrue(refusal(folder).contains(folder.toString()));
  }

  @Test
  void caFileWithoutACertificateIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n");
    assertTrue(refusal(file).contains(file + " has no certificate: expected PEM"));
  }

  @Test
  void damagedCertificateIsRefused() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("ca.pem"),
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    assertTrue(refusal(file).contains(file + " has a damaged certificate"));
  }

  @Test
  void hugeCaFileIsRefusedUnread() throws IOException {
    Path file = Files.write(folder.resolve("ca.pem"), new byte[(4 << 20) + 1]);
    assertTrue(refusal(file).contains("more than 4 MiB"));
  }

  @Test
  void someVersionIsNeeded() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CertificateClient.create(
                Security.Certificates.trusting(Optional.empty()),
                EnumSet.noneOf(TlsVersion.class)));
  }

  private static TlsClient client(Optional<Path> caFile) throws LinkException {
    return TlsClient.create(Security.Certificates.trusting(caFile));
  }

  private static String refusal(Path caFile) {
    return Thrown.message(LinkException.class, () -> client(Optional.of(caFile)));
  }
}
