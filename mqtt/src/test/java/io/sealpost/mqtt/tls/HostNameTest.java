package io.sealpost.mqtt.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import io.sealpost.mqtt.testing.Program;
import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates are OpenSSL's, and so is the second opinion on them. */
class HostNameTest {
  private static final String NAMES =
      "DNS:broker.example,DNS:*.Site.example,DNS:*.local,DNS:f*.part.example,DNS:a.*.mid.example,"
          + "DNS:10.9.8.7,IP:192.0.2.10,IP:2001:db8::10,URI:mqtts://uri.example,email:a@mail.example";

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static Path named;

  @BeforeAll
  static void issue() throws IOException {
    certificates = new Certificates(folder.resolve("ca"));
    named = certificates.forHosts("named", NAMES).certificate();
  }

  @ParameterizedTest
  @CsvSource({
    "broker.example, true",
    "BROKER.example, true",
    "one.site.example, true",
    "site.example, false",
    "two.one.site.example, false",
    "broker.example.org, false",
    "xbroker.example, false",
    "a.x.mid.example, false",
    "uri.example, false",
    "mail.example, false",
    "192.0.2.10, true",
    "192.0.2.1, false",
    "2001:db8::10, true",
    "2001:DB8:0:0:0:0:0:10, true",
    "2001:db8::11, false",
    // an address in a name is none
    "10.9.8.7, false",
  })
  void sameVerdictAsOpenSsl(String host, boolean right) throws Exception {
    assertEquals(right, isRightForOpenSsl(host), "OpenSSL on " + host);
    assertEquals(right, isRight(host), host);
  }

  // RFC 9525 section 6.3: OpenSSL takes them unless it is told otherwise.
  @ParameterizedTest
  @ValueSource(strings = {"foo.part.example", "f.part.example"})
  void partOfALabelIsNoWildcard(String host) throws Exception {
    assertTrue(isRightForOpenSsl(host));
    assertFalse(isRight(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker.local",
        "*.local",
        "*.site.example.",
        "",
        ".",
        ".site.example",
        "192.0.2.10.",
        "192.0.522",
        "1.2.3.4.5",
        "::z"
      })
  void oddNamesAreNobodys(String host) throws Exception {
    assertFalse(isRight(host));
  }

  @Test
  void commonNameIsNotThatOfAHost() throws Exception {
    Identity identity = certificates.forNoHost("common.example");
    BrokerCertificateException refused =
        assertThrows(
            BrokerCertificateException.class,
            () -> HostName.require("common.example", read(identity.certificate())));
    assertEquals(Reason.WRONG_HOST, refused.reason());
    assertEquals(
        "is not for 'common.example', it names no host: reissue it with a subjectAltName",
        refused.getMessage());
  }

  @Test
  void refusalNamesWhatTheCertificateIsFor() throws Exception {
    BrokerCertificateException refused =
        assertThrows(
            BrokerCertificateException.class, () -> HostName.require("127.0.0.1", read(named)));
    assertEquals(
        "is not for '127.0.0.1', but for broker.example, *.Site.example, *.local, f*.part.example"
            + " and others: use a name that it was issued for, or reissue it",
        refused.getMessage());
  }

  @Test
  void addressIsFoundAmongOthers() throws Exception {
    Path several = certificates.forHosts("several", "IP:192.0.2.1,IP:127.0.0.1").certificate();
    assertDoesNotThrow(() -> HostName.require("127.0.0.1", read(several)));
  }

  private boolean isRight(String host) throws Exception {
    try {
      HostName.require(host, read(named));
      return true;
    } catch (BrokerCertificateException e) {
      assertEquals(Reason.WRONG_HOST, e.reason());
      return false;
    }
  }

  private boolean isRightForOpenSsl(String host) throws IOException {
    String openssl = Program.find("openssl", "openssl");
    String question = HostName.isAddress(host) ? "-checkip" : "-checkhost";
    Process process =
        new ProcessBuilder(openssl, "x509", "-noout", "-in", named.toString(), question, host)
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(answer.contains(" match certificate"), answer);
    return answer.contains(" does match certificate");
  }

  private static X509Certificate read(Path file) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
