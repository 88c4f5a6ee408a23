package io.sealpost.mqtt.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key of ours, and what OpenSSL makes of the request for it. */
class NewKeyTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir private Path folder;
  private Certificates site;
  private X509Certificate present;

  @BeforeEach
  void issueTheFirst() throws Exception {
    site = new Certificates(folder.resolve("site"));
    present = IssuedChain.ofPem(Files.readAllBytes(site.client("rpi-07").certificate())).own();
  }

  @Test
  void opensslSignsTheRequestAndThePairIsOneThatWeCanShow() throws Exception {
    try (NewKey key = NewKey.like(present, new SecureRandom())) {
      IssuedChain chain = signed(key.request(), "days 30");

      assertEquals(Optional.empty(), chain.complaint(key.request().publicKey(), NOW));
      assertEquals(present.getSubjectX500Principal(), chain.own().getSubjectX500Principal());
      assertEquals(Optional.of("rpi-07"), chain.commonName());
      Path file = Files.createFile(folder.resolve("pair.pem"), ownerOnly());
      String begin = "-----BEGIN PRIVATE KEY-----\n";
      String end = "\n-----END PRIVATE KEY-----\n";
      String encoded = Base64.getMimeEncoder().encodeToString(key.pkcs8());
      Files.writeString(file, begin + encoded + end + chain.pem());
      ClientIdentity pair = ClientIdentity.read(new ClientCertificate(file, file));
      assertEquals(chain.certificates(), pair.chain());
    }
  }

  @Test
  void requestHasTheAlternativeNamesOfTheCertificateBefore() throws Exception {
    X509Certificate named = IssuedChain.ofPem(Files.readAllBytes(site.good().certificate())).own();
    try (NewKey key = NewKey.like(named, new SecureRandom())) {
      IssuedChain chain = signed(key.request(), "copy_extensions copy");
      assertEquals(
          List.copyOf(named.getSubjectAlternativeNames()),
          List.copyOf(chain.own().getSubjectAlternativeNames()));
    }
  }

  @Test
  void requestIsReadAsItWasWrittenAndNoOther() throws Exception {
    try (NewKey key = NewKey.like(present, new SecureRandom())) {
      byte[] der = key.request().der();
      SigningRequest read = SigningRequest.parse(der);
      assertArrayEquals(der, read.der());
      assertEquals(key.request().publicKey(), read.publicKey());
      assertTrue(der.length < 300, der.length + " bytes");
      for (int at = 0; at < der.length; at++) {
        byte[] damaged = der.clone();
        damaged[at] ^= 1;
        assertThrows(CertificateException.class, () -> SigningRequest.parse(damaged));
      }
      byte[] longer = Arrays.copyOf(der, der.length + 1);
      assertThrows(CertificateException.class, () -> SigningRequest.parse(longer));
    }
  }

  @Test
  void requestThatSomebodyElseSignedIsRefused() throws Exception {
    run("openssl req -new -newkey rsa:2048 -nodes -keyout rsa.key -subj /CN=x -outform DER -out r");
    assertThrows(
        CertificateException.class,
        () -> SigningRequest.parse(Files.readAllBytes(folder.resolve("r"))));
  }

  @Test
  void everyKeyIsAnother() throws Exception {
    try (NewKey one = NewKey.like(present, new SecureRandom());
        NewKey other = NewKey.like(present, new SecureRandom())) {
      assertNotEquals(one.request().publicKey(), other.request().publicKey());
      assertNotEquals(one.request().digest(), other.request().digest());
    }
  }

  @Test
  void chainThatIsNoGoodIsComplainedOf() throws Exception {
    try (NewKey key = NewKey.like(present, new SecureRandom());
        NewKey other = NewKey.like(present, new SecureRandom())) {
      IssuedChain chain = signed(key.request(), "days 30");
      assertComplaint("another key", chain, other, NOW);
      assertComplaint("has ended", chain, key, chain.notAfter());
      IssuedChain stranger =
          IssuedChain.ofPem(
              Files.readAllBytes(new Certificates(folder.resolve("stranger")).authority()));
      assertComplaint(
          "not signed each by the next",
          new IssuedChain(List.of(chain.own(), stranger.own())),
          key,
          NOW);
      assertComplaint("is no authority", new IssuedChain(List.of(chain.own(), present)), key, NOW);
      assertComplaint("not for clients", signed(key.request(), "serverAuth"), key, NOW);
      assertComplaint("that of an authority", signed(key.request(), "authority"), key, NOW);
    }
  }

  @Test
  void textThatHoldsNoCertificateIsRefused() {
    for (String text : List.of("", "nothing", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END C")) {
      assertThrows(CertificateException.class, () -> IssuedChain.ofPem(text.getBytes(UTF_8)));
    }
    assertThrows(CertificateException.class, () -> IssuedChain.ofDer(List.of("3000")));
  }

  private static void assertComplaint(String part, IssuedChain chain, NewKey key, Instant now) {
    String complaint = chain.complaint(key.request().publicKey(), now).orElseThrow();
    assertTrue(complaint.contains(part), complaint);
  }

  private IssuedChain signed(SigningRequest request, String how) throws Exception {
    Files.writeString(folder.resolve("csr"), request.pem());
    Files.writeString(
        folder.resolve("ext"),
        how.equals("serverAuth")
            ? "extendedKeyUsage = serverAuth"
            : "basicConstraints = CA:" + how.equals("authority"));
    String copied = how.startsWith("copy") ? " -" + how : "";
    run(
        "openssl x509 -req -in csr -CA site/ca.pem -CAkey site/ca.key -days 30 -extfile ext -out crt"
            + copied);
    return IssuedChain.ofPem(
        (Files.readString(folder.resolve("crt")) + Files.readString(site.authority()))
            .getBytes(UTF_8));
  }

  private void run(String command) {
    Program.run(folder, List.of(command.split(" ")));
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
