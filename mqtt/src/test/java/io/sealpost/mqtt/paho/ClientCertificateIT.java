package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Connecting;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.RecordingProxy;
import io.sealpost.mqtt.testing.TestLog;
import io.sealpost.mqtt.tls.CertificateClient;
import io.sealpost.mqtt.tls.TlsClient;
import io.sealpost.mqtt.tls.TlsVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our own certificate, with a real Mosquitto that wants one, and what becomes of a new one. */
class ClientCertificateIT {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  @TempDir private Path folder;
  private Certificates certificates;
  private Mosquitto broker;
  private RecordingProxy proxy;
  private RecordingListener told;
  private ClientCertificate files;
  private TestLog log;

  @BeforeEach
  void start() throws IOException {
    log = new TestLog();
    certificates = new Certificates(folder.resolve("ca"));
    broker =
        Mosquitto.mutual(folder.resolve("broker"), certificates.good(), certificates.authority());
    proxy = new RecordingProxy(broker.port());
    told = new RecordingListener();
    files = new ClientCertificate(folder.resolve("own.pem"), folder.resolve("own.key"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    broker.close();
    log.close();
    String text = log.text();
    assertFalse(text.contains("Exception"), text);
    assertFalse(text.contains("ERROR"), text);
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void brokerKnowsUsByTheNameInOurCertificate(TlsVersion version) throws Exception {
    put(certificates.rsaClient("rpi-rsa"));
    try (MqttLink link = open(version)) {
      told.next(Connected.class);
      assertEquals(1, link.counters().handshakesFull());
      assertTrue(broker.log().contains("u'rpi-rsa'"), broker.log());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void brokerThatWantsACertificateIsToldSoByALinkWithoutOne(TlsVersion version) throws Exception {
    Security.Certificates without =
        Security.Certificates.trusting(Optional.of(certificates.authority()));
    try (MqttLink link = open(CertificateClient.create(without, EnumSet.of(version)), without)) {
      assertLasting("wants a client certificate");
      assertEquals(0, link.counters().connects());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void certificateOfAnAuthorityThatTheBrokerDoesNotKnow(TlsVersion version) throws Exception {
    put(new Certificates(folder.resolve("others")).client("stranger"));
    try (MqttLink link = open(version)) {
      assertLasting("does not know the authority of our certificate, which is in " + path());
      assertEquals(0, link.counters().connects());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void certificateThatHasExpiredIsWarnedOfAndShownAllTheSame(TlsVersion version) throws Exception {
    put(certificates.client("late", "20200101000000Z", "20200201000000Z"));
    try (MqttLink link = open(version)) {
      assertLasting("says that our certificate has expired, which is in " + path());
      assertEquals(0, link.counters().connects());
      assertTrue(
          log.text().contains("our certificate in " + path() + " has expired on 2020-02-01T00"));
    }
  }

  @Test
  void newCertificateIsTriedAndTakenWithoutAFailure() throws Exception {
    put(certificates.client("old"));
    try (MqttLink link = open(TlsVersion.TLS_1_3)) {
      told.next(Connected.class);
      put(certificates.client("new"));
      assertEquals("trying the new client certificate", told.next(Disconnected.class).reason());
      assertTrue(told.next(Connected.class).sessionPresent());
      Await.until("the old one is let go", () -> logged("accepts the new certificate"));
      proxy.last().reset();
      told.next(Connected.class);
      assertEquals(2, link.counters().handshakesFull(), "one for each certificate");
      assertEquals(1, link.counters().handshakesResumed());
      assertEquals(1, link.counters().failures(), "the reset, and nothing else");
      assertEquals(2, broker.log().split("u'new'", -1).length - 1, broker.log());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void newCertificateThatTheBrokerRefusesIsTriedOnce(TlsVersion version) throws Exception {
    put(certificates.client("old"));
    try (MqttLink link = open(version)) {
      told.next(Connected.class);
      put(new Certificates(folder.resolve("others")).client("stranger"));
      assertEquals("trying the new client certificate", told.next(Disconnected.class).reason());
      Disconnected refused = told.next(Disconnected.class);
      assertTrue(refused.reason().contains("does not know the authority"), refused.reason());
      assertEquals(Duration.ZERO, refused.retryIn());
      told.next(Connected.class);
      proxy.last().reset();
      told.next(Disconnected.class);
      assertEquals(new Connecting(), told.nextState());
      assertEquals(new Connected(true), told.nextState(), "with the old one, straight away");
      assertTrue(logged("refuses the new certificate in " + path() + ": going back"));
      assertEquals(2, link.counters().handshakesResumed(), "with the old one, twice");
      assertEquals(2, link.counters().failures(), "the refusal, and the reset");
    }
  }

  @Test
  void pairThatDoesNotMatchIsReportedOnceAndTheOldOneGoesOn() throws Exception {
    put(certificates.client("old"));
    try (MqttLink link = open(TlsVersion.TLS_1_3)) {
      told.next(Connected.class);
      Identity next = certificates.client("next");
      replace(next.certificate(), files.certificateFile());
      Await.until("it is reported", () -> logged("is not for the first certificate in"));
      proxy.last().reset();
      told.next(Connected.class);
      assertEquals(1, log.text().split("is not for the first", -1).length - 1);
      replace(next.key(), files.keyFile());
      assertEquals("trying the new client certificate", told.next(Disconnected.class).reason());
      told.next(Connected.class);
      assertTrue(broker.log().contains("u'next'"), broker.log());
      assertEquals(1, link.counters().failures());
    }
  }

  @Test
  void linkThatHadNoUsableKeyConnectsAsSoonAsThereIsOne() throws Exception {
    try (MqttLink link = open(TlsVersion.TLS_1_3)) {
      assertLasting("the certificate file " + path() + " does not exist");
      put(certificates.client("late-comer"));
      told.next(Connected.class);
      assertEquals(1, link.counters().connects());
    }
  }

  private void assertLasting(String expected) {
    Disconnected state = told.next(Disconnected.class);
    assertTrue(state.reason().contains(expected), state.reason());
    assertTrue(state.retryIn().compareTo(LONG) >= 0, state.toString());
    assertFalse(state.reason().contains("\n"), state.reason());
  }

  private Path path() {
    return files.certificateFile();
  }

  private void put(Identity identity) throws IOException {
    replace(identity.key(), files.keyFile());
    replace(identity.certificate(), files.certificateFile());
  }

  private void replace(Path from, Path to) throws IOException {
    Path temporary = folder.resolve("temporary");
    Files.copy(from, temporary, StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean logged(String text) {
    try {
      return log.text().contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private MqttLink open(TlsVersion version) throws Exception {
    Security.Certificates security =
        new Security.Certificates(
            Optional.of(certificates.authority()),
            Optional.empty(),
            Optional.of(files),
            InstantSource.system());
    return open(CertificateClient.create(security, EnumSet.of(version)), security);
  }

  private MqttLink open(TlsClient tls, Security security) {
    Options options =
        Options.to("mqtts://localhost:" + proxy.port()).as("certified").secured(security);
    MqttLink link = PahoLink.create(options.link(), Options.hasty(), Optional.of(tls), LOOK);
    link.open(told);
    return link;
  }
}
