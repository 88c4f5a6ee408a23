package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.RecordingProxy;
import io.sealpost.mqtt.testing.TestLog;
import io.sealpost.mqtt.tls.CertificateClient;
import io.sealpost.mqtt.tls.TlsVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker's certificate is judged at our time and against our lists, at every handshake. */
class BrokerCertificateIT {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Instant IN_2031 = Instant.parse("2031-05-06T07:08:09.5Z");

  @TempDir private Path folder;
  private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());
  private final RecordingListener told = new RecordingListener();
  private Certificates certificates;
  private Path lists;
  private TestLog log;

  @BeforeEach
  void start() throws IOException {
    log = new TestLog();
    certificates = new Certificates(folder.resolve("ca"));
    lists = folder.resolve("lists");
  }

  @AfterEach
  void stop() throws IOException {
    log.close();
    String text = log.text();
    assertFalse(text.contains("Exception"), text);
    assertFalse(text.contains("ERROR"), text);
  }

  @Test
  void certificateThatIsNotListedIsAccepted() throws Exception {
    certificates.revoke(certificates.good("other"));
    publish(certificates.revocationList("one"));
    try (Mosquitto broker = broker(certificates.good());
        MqttLink link = open(broker.port(), TlsVersion.TLS_1_3)) {
      told.next(Connected.class);
      assertEquals(0, link.counters().failures());
    }
  }

  @Test
  void revokedCertificate() throws Exception {
    Identity identity = certificates.good();
    certificates.revoke(identity);
    publish(certificates.revocationList("one"));
    assertLasting(identity, " was revoked by its authority on 20");
    assertTrue(log.text().contains("(key compromise): do not trust this broker"), log.text());
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void revocationIsNoticedThoughTheSessionCouldBeResumed(TlsVersion version) throws Exception {
    Identity identity = certificates.good();
    publish(certificates.revocationList("one"));
    try (Mosquitto broker = broker(identity);
        RecordingProxy proxy = new RecordingProxy(broker.port());
        MqttLink link = open(proxy.port(), version)) {
      told.next(Connected.class);
      proxy.last().reset();
      told.next(Connected.class);
      assertEquals(1, link.counters().handshakesResumed());
      certificates.revoke(identity);
      publish(certificates.revocationList("two"));
      proxy.last().reset();
      told.next(Disconnected.class);
      String reason = told.next(Disconnected.class).reason();
      assertTrue(reason.contains(" was revoked by its authority on 20"), reason);
      assertEquals(2, link.counters().connects());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void expiryIsNoticedThoughTheSessionCouldBeResumed(TlsVersion version) throws Exception {
    publish(certificates.revocationList("one"));
    try (Mosquitto broker = broker(certificates.good());
        RecordingProxy proxy = new RecordingProxy(broker.port());
        MqttLink link = open(proxy.port(), version)) {
      told.next(Connected.class);
      time.set(Instant.parse("2050-01-01T00:00:00Z"));
      publish(certificates.revocationList("long", "20600101000000Z"));
      proxy.last().reset();
      told.next(Disconnected.class);
      String reason = told.next(Disconnected.class).reason();
      assertTrue(
          reason.contains(
              " has expired on 2049-12-31T23:59:59Z; the time used is 2050-01-01T00:00:00Z"),
          reason);
      assertEquals(0, link.counters().handshakesResumed());
    }
  }

  @Test
  void listThatIsMissing() throws Exception {
    assertLasting(
        certificates.good(),
        " cannot be checked for revocation: the CRL file " + lists + " does not exist");
  }

  @Test
  void listThatIsOverdue() throws Exception {
    publish(certificates.revocationList("one", "20310101000000Z"));
    time.set(IN_2031);
    assertLasting(
        certificates.good(),
        " cannot be checked for revocation: the list in the CRL file "
            + lists
            + " was to be replaced by 2031-01-01T00:00:00Z; the time used is"
            + " 2031-05-06T07:08:09Z: fetch the next one, or set the clock");
  }

  @Test
  void listOfAnotherAuthority() throws Exception {
    Certificates others = new Certificates(folder.resolve("others"));
    publish(others.revocationList("one"));
    assertLasting(
        certificates.good(),
        " the CRL file " + lists + " has no list of its authority 'CN=ca': add that list");
  }

  @Test
  void listThatAnotherAuthorityOfTheSameNameSigned() throws Exception {
    Certificates imposter = new Certificates(folder.resolve("imposter").resolve("ca"));
    publish(imposter.revocationList("one"));
    assertLasting(
        certificates.good(), " the list of its authority 'CN=ca' in the CRL file is not signed");
  }

  @Test
  void clockOfTheSystemDoesNotMatter() throws Exception {
    publish(certificates.revocationList("one"));
    time.set(Instant.parse("2020-01-15T00:00:00Z"));
    try (Mosquitto broker = broker(certificates.expired());
        MqttLink link = open(broker.port(), TlsVersion.TLS_1_3)) {
      told.next(Connected.class);
      assertEquals(1, link.counters().handshakesFull());
    }
  }

  @Test
  void selfSignedCertificate() throws Exception {
    publish(certificates.revocationList("one"));
    assertLasting(certificates.selfSigned(), " is self-signed: set ca-file to it if it is the");
  }

  @Test
  void selfSignedCertificateThatIsTheCaFileIsAccepted() throws Exception {
    Identity own = certificates.selfSigned();
    publish(certificates.revocationList("one"));
    try (Mosquitto broker = broker(own);
        MqttLink link = open(broker.port(), own.certificate(), TlsVersion.TLS_1_3)) {
      told.next(Connected.class);
      assertEquals(1, link.counters().handshakesFull());
    }
  }

  @Test
  void selfSignedCertificateThatIsTheCaFileExpiresToo() throws Exception {
    Identity own = certificates.selfSigned();
    publish(certificates.revocationList("one"));
    time.set(IN_2031);
    try (Mosquitto broker = broker(own);
        MqttLink link = open(broker.port(), own.certificate(), TlsVersion.TLS_1_3)) {
      String reason = told.next(Disconnected.class).reason();
      assertTrue(reason.contains("the time used is 2031-05-06T07:08:09Z: renew it"), reason);
      assertEquals(0, link.counters().connects());
    }
  }

  private void assertLasting(Identity identity, String expected) throws Exception {
    try (Mosquitto broker = broker(identity);
        MqttLink link = open(broker.port(), TlsVersion.TLS_1_3)) {
      Disconnected state = told.next(Disconnected.class);
      String start = "certificate of mqtts://127.0.0.1:" + broker.port();
      assertTrue(state.reason().startsWith(start), state.reason());
      assertTrue(state.reason().contains(expected), state.reason());
      assertFalse(state.reason().contains("\n"), state.reason());
      assertTrue(state.retryIn().compareTo(LONG) >= 0, state.toString());
      assertEquals(1, link.counters().failures());
    }
  }

  private Mosquitto broker(Identity identity) throws IOException {
    return Mosquitto.secured(folder.resolve("broker"), identity);
  }

  /** As a program that fetches lists has to do it: in one go. */
  private void publish(Path list) throws IOException {
    Path temporary = Files.copy(list, folder.resolve("fetched"));
    Files.move(temporary, lists, StandardCopyOption.ATOMIC_MOVE);
  }

  private MqttLink open(int port, TlsVersion version) throws Exception {
    return open(port, certificates.authority(), version);
  }

  private MqttLink open(int port, Path authority, TlsVersion version) throws Exception {
    InstantSource validity = time::get;
    Security.Certificates security =
        new Security.Certificates(
            Optional.of(authority), Optional.of(lists), Optional.empty(), validity);
    Options options = Options.to("mqtts://127.0.0.1:" + port).secured(security);
    MqttLink link =
        PahoLink.create(
            options.link(),
            Options.hasty(),
            Optional.of(CertificateClient.create(security, EnumSet.of(version))));
    link.open(told);
    return link;
  }
}
