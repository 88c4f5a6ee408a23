package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.LinkCounters;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Load;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Numbers;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.RecordingProxy;
import io.sealpost.mqtt.testing.TestLog;
import io.sealpost.mqtt.testing.WireHandshake;
import io.sealpost.mqtt.tls.CertificateClient;
import io.sealpost.mqtt.tls.TlsClient;
import io.sealpost.mqtt.tls.TlsVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of TLS are resumed: not because we say so, but because the wire shows it. */
class ResumptionIT {
  private static final int KILLS = 20;

  @TempDir private Path folder;
  private Certificates certificates;
  private Mosquitto broker;
  private RecordingProxy proxy;
  private TestLog log;

  @BeforeEach
  void start() throws IOException {
    log = new TestLog();
    certificates = new Certificates(folder.resolve("ca"));
    broker = broker(folder.resolve("broker"), certificates);
    proxy = new RecordingProxy(broker.port());
  }

  /** The broker to be resumed with. */
  Mosquitto broker(Path home, Certificates authority) throws IOException {
    return Mosquitto.secured(home, authority.good());
  }

  /** What it wants to see. */
  Security.Certificates security(Certificates authority) throws IOException {
    return Security.Certificates.trusting(Optional.of(authority.authority()));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    broker.close();
    log.close();
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void reconnectAfterACleanDisconnectIsResumed(TlsVersion version) throws Exception {
    TlsClient tls = tls(version);
    for (int round = 0; round < 3; round++) {
      RecordingListener told = new RecordingListener();
      MqttLink link = open(tls, told, Duration.ofSeconds(60));
      told.next(Connected.class);
      link.close(Duration.ofSeconds(10));
    }
    assertOnTheWire(version, List.of(true, false, false));
    assertEquals(1, tls.tally().full());
    assertEquals(2, tls.tally().resumed());
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void reconnectAfterFinIsResumed(TlsVersion version) throws Exception {
    assertResumedAfter(version, Duration.ofSeconds(60), RecordingProxy.Connection::finish);
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void reconnectAfterRstIsResumed(TlsVersion version) throws Exception {
    assertResumedAfter(version, Duration.ofSeconds(60), RecordingProxy.Connection::reset);
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void reconnectAfterABlackHoleIsResumedOnceTheKeepAliveFires(TlsVersion version) throws Exception {
    Disconnected lost =
        assertResumedAfter(version, Duration.ofSeconds(5), RecordingProxy.Connection::swallow);
    assertTrue(lost.reason().contains("did not answer a ping for 5 s"), lost.reason());
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void restartOfTheBrokerCostsOneFullHandshakeAndTheNextIsResumed(TlsVersion version)
      throws Exception {
    RecordingListener told = new RecordingListener();
    try (MqttLink link = open(tls(version), told, Duration.ofSeconds(60))) {
      told.next(Connected.class);
      broker.restart();
      told.next(Connected.class);
      proxy.last().reset();
      told.next(Connected.class);
      assertOnTheWire(version, List.of(true, true, false));
      assertCounters(link.counters(), 2, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void twentyKillsUnderLoadAreTwentyResumptionsAndLoseNothing(TlsVersion version) throws Exception {
    Numbers received = new Numbers();
    RecordingListener told = new RecordingListener();
    try (MqttLink subscriber = subscriber(received);
        MqttLink link = open(tls(version), told, Duration.ofSeconds(60));
        Load load = new Load(link, "load")) {
      told.next(Connected.class);
      for (int kill = 0; kill < KILLS; kill++) {
        int before = load.acknowledged();
        Await.until("messages flow again", () -> load.acknowledged() >= before + 20);
        if (kill % 2 == 0) {
          proxy.last().reset();
        } else {
          proxy.last().finish();
        }
        told.next(Disconnected.class);
        told.next(Connected.class);
        assertCounters(link.counters(), 1, kill + 1);
      }
      int published = load.finish();
      Await.until("all arrived", () -> received.count() == published);
      assertOnTheWire(version, firstFull(1 + KILLS));
      assertEquals(KILLS, link.counters().failures());
      assertEquals(1 + KILLS, link.counters().connects());
      assertEquals(0, subscriber.counters().failures());
    }
    assertQuietLog();
  }

  private Disconnected assertResumedAfter(
      TlsVersion version, Duration keepAlive, Consumer<RecordingProxy.Connection> cut)
      throws Exception {
    RecordingListener told = new RecordingListener();
    try (MqttLink link = open(tls(version), told, keepAlive)) {
      told.next(Connected.class);
      cut.accept(proxy.last());
      Disconnected lost = told.next(Disconnected.class);
      assertTrue(told.next(Connected.class).sessionPresent());
      assertOnTheWire(version, List.of(true, false));
      assertCounters(link.counters(), 1, 1);
      return lost;
    } finally {
      assertQuietLog();
    }
  }

  /** Each connection that came as far as a handshake, oldest first: full or not. */
  private void assertOnTheWire(TlsVersion version, List<Boolean> full) {
    List<WireHandshake> seen =
        proxy.connections().stream()
            .map(connection -> WireHandshake.read(connection.chunks()))
            .flatMap(Optional::stream)
            .toList();
    assertEquals(full, seen.stream().map(WireHandshake::full).toList(), seen.toString());
    for (WireHandshake handshake : seen) {
      assertEquals(version == TlsVersion.TLS_1_3, handshake.tls13(), handshake.toString());
      assertEquals(!handshake.full(), handshake.resumed(), handshake.toString());
    }
  }

  private static void assertCounters(LinkCounters counters, long full, long resumed) {
    assertEquals(full, counters.handshakesFull(), counters.toString());
    assertEquals(resumed, counters.handshakesResumed(), counters.toString());
    assertEquals(resumed > 0, counters.lastHandshake().orElseThrow().resumed());
  }

  private void assertQuietLog() throws IOException {
    String text = log.text();
    assertFalse(text.contains("Exception"), text);
    assertFalse(text.contains("ERROR"), text);
    assertFalse(text.contains("SEVERE"), text);
    assertFalse(text.contains("refuse"), text);
  }

  private static List<Boolean> firstFull(int count) {
    Boolean[] full = new Boolean[count];
    for (int i = 0; i < count; i++) {
      full[i] = i == 0;
    }
    return List.of(full);
  }

  private TlsClient tls(TlsVersion version) throws Exception {
    return CertificateClient.create(security(certificates), EnumSet.of(version));
  }

  private MqttLink open(TlsClient tls, RecordingListener told, Duration keepAlive) {
    Options options =
        Options.to("mqtts://localhost:" + proxy.port())
            .as("resuming")
            .timing(keepAlive, Duration.ofSeconds(30));
    MqttLink link = PahoLink.create(options.link(), Options.hasty(), Optional.of(tls));
    link.open(told);
    return link;
  }

  private MqttLink subscriber(Numbers received) throws Exception {
    MqttLink link =
        PahoLink.create(
            Options.to("mqtts://127.0.0.1:" + broker.port())
                .as("subscriber")
                .secured(security(certificates))
                .link());
    link.subscribe("load");
    link.open(received);
    received.next(Connected.class);
    return link;
  }
}
