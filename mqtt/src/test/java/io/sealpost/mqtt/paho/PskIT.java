package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.LinkCounters.Handshake;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Load;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Numbers;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.PskServer;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.RecordingProxy;
import io.sealpost.mqtt.testing.TestLog;
import io.sealpost.mqtt.testing.WebSocketBridge;
import io.sealpost.mqtt.tls.TlsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pre-shared keys with a real Mosquitto, and so with OpenSSL at the other side. */
class PskIT {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final String KEY =
      "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef";
  private static final String OTHER_KEY = KEY.replace('0', '7');
  private static final int KILLS = 20;

  @TempDir private Path folder;
  private Path keys;
  private TestLog log;

  @BeforeEach
  void start() throws IOException {
    log = new TestLog();
    keys = folder.resolve("keys");
    Files.write(keys, List.of("rpi-07:" + KEY, "station:" + KEY));
  }

  @AfterEach
  void stop() throws IOException {
    log.close();
    String text = log.text();
    assertFalse(text.contains("Exception"), text);
    assertFalse(text.contains("ERROR"), text);
    assertFalse(text.contains(KEY), text);
  }

  @Test
  void messagesPassUnderTheNameOfTheIdentity() throws Exception {
    Path access = Files.writeString(folder.resolve("acl"), "user rpi-07\ntopic psk/#\n");
    try (Mosquitto broker = broker("acl_file " + access);
        MqttLink link = link(broker.port(), key("rpi-07", KEY))) {
      RecordingListener told = new RecordingListener();
      link.subscribe("psk/#");
      link.open(told);
      told.next(Connected.class);
      for (int length : List.of(0, 1, 16_384, 200_000)) {
        link.publish(message("psk/x", "x".repeat(length))).get();
        assertEquals(length, told.nextText().length());
      }
      Handshake last = link.counters().lastHandshake().orElseThrow();
      assertEquals("TLSv1.2", last.protocol());
      assertEquals("TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", last.suite());
      assertFalse(last.resumed());
      assertEquals(1, link.counters().handshakesFull());
    }
  }

  @Test
  void webSocketsCarryTheSame() throws Exception {
    try (Mosquitto plain = Mosquitto.plain(folder.resolve("plain"));
        PskServer server = new PskServer(Map.of("rpi-07", HexFormat.of().parseHex(KEY)));
        WebSocketBridge bridge = new WebSocketBridge(server, plain.port());
        MqttLink link =
            link(Options.to("wss://localhost:" + bridge.port()).secured(key("rpi-07", KEY)))) {
      RecordingListener told = new RecordingListener();
      link.subscribe("ws");
      link.open(told);
      told.next(Connected.class);
      link.publish(message("ws", "x".repeat(70_000))).get();
      assertEquals(70_000, told.nextText().length());
      assertEquals(1, link.counters().handshakesFull());
    }
  }

  @Test
  void keyIsAskedForAtEachConnectAndWipedAfterIt() throws Exception {
    List<byte[]> handedOut = new CopyOnWriteArrayList<>();
    Supplier<byte[]> supplier =
        () -> {
          byte[] key = HexFormat.of().parseHex(KEY);
          handedOut.add(key);
          return key;
        };
    try (Mosquitto broker = broker();
        RecordingProxy proxy = new RecordingProxy(broker.port());
        MqttLink link = link(proxy.port(), new Security.PreSharedKey("rpi-07", supplier))) {
      RecordingListener told = new RecordingListener();
      link.open(told);
      told.next(Connected.class);
      proxy.last().reset();
      told.next(Connected.class);
      assertEquals(2, handedOut.size());
      handedOut.forEach(key -> assertArrayEquals(new byte[32], key));
    }
  }

  @Test
  void blackHoleIsNoticedByTheKeepAlive() throws Exception {
    try (Mosquitto broker = broker();
        RecordingProxy proxy = new RecordingProxy(broker.port())) {
      Options options =
          options(proxy.port(), key("rpi-07", KEY))
              .timing(Duration.ofSeconds(5), Duration.ofSeconds(30));
      try (MqttLink link = link(options)) {
        RecordingListener told = new RecordingListener();
        link.open(told);
        told.next(Connected.class);
        proxy.last().swallow();
        String reason = told.next(Disconnected.class).reason();
        assertTrue(reason.contains("did not answer a ping for 5 s"), reason);
        assertTrue(told.next(Connected.class).sessionPresent());
      }
    }
  }

  @Test
  void twentyKillsUnderLoadLoseNothing() throws Exception {
    try (Mosquitto broker = broker();
        RecordingProxy proxy = new RecordingProxy(broker.port());
        MqttLink subscriber = link(options(broker.port(), key("station", KEY)).as("subscriber"));
        MqttLink link = link(proxy.port(), key("rpi-07", KEY))) {
      Numbers received = new Numbers();
      subscriber.subscribe("load");
      subscriber.open(received);
      received.next(Connected.class);
      RecordingListener told = new RecordingListener();
      link.open(told);
      told.next(Connected.class);
      try (Load load = new Load(link, "load")) {
        for (int kill = 0; kill < KILLS; kill++) {
          int before = load.acknowledged();
          Await.until("messages flow again", () -> load.acknowledged() >= before + 20);
          proxy.last().reset();
          told.next(Disconnected.class);
          assertTrue(told.next(Connected.class).sessionPresent());
        }
        int published = load.finish();
        Await.until("all arrived", () -> received.count() == published);
        assertTrue(
            received.repeated() <= load.failed(),
            received.repeated() + " came again, and " + load.failed() + " were published again");
      }
      assertEquals(1 + KILLS, link.counters().handshakesFull());
      assertEquals(0, link.counters().handshakesResumed());
      assertEquals(KILLS, link.counters().failures());
      assertEquals(0, subscriber.counters().failures());
    }
  }

  @Test
  void unknownIdentity() throws Exception {
    assertLasting(broker(), key("rpi-08", KEY), " does not know the identity 'rpi-08'");
  }

  @Test
  void wrongKey() throws Exception {
    assertLasting(broker(), key("rpi-07", OTHER_KEY), " has another key for the identity 'rpi-07'");
  }

  @Test
  void identityIsNamedWhenTheBrokerWantsAnotherName() throws Exception {
    Path passwords = Files.createFile(folder.resolve("passwords"));
    assertLasting(
        broker("use_identity_as_username false", "password_file " + passwords),
        key("rpi-07", KEY),
        " does not let in client 'test' (identity 'rpi-07')");
  }

  @Test
  void brokerWithCertificatesOnly() throws Exception {
    Certificates certificates = new Certificates(folder.resolve("ca"));
    assertLasting(
        Mosquitto.secured(folder.resolve("broker"), certificates.good()),
        key("rpi-07", KEY),
        " takes no pre-shared key on this port");
  }

  @Test
  void brokerWithTls13Only() throws Exception {
    Certificates certificates = new Certificates(folder.resolve("ca"));
    assertLasting(
        Mosquitto.secured(folder.resolve("broker"), certificates.good(), "tls_version tlsv1.3"),
        key("rpi-07", KEY),
        " offers no TLS 1.2");
  }

  @Test
  void brokerInTheClear() throws Exception {
    try (Mosquitto broker = Mosquitto.plain(folder.resolve("broker"))) {
      Disconnected state = attempt(broker.port(), key("rpi-07", KEY));
      assertTrue(state.reason().contains("check that this is its TLS port"), state.reason());
    }
  }

  @Test
  void brokerThatWantsAKeyIsToldSoByALinkWithoutOne() throws Exception {
    Certificates certificates = new Certificates(folder.resolve("ca"));
    Security without = Security.Certificates.trusting(Optional.of(certificates.authority()));
    assertLasting(broker(), without, "wants a client certificate or a pre-shared key");
  }

  @Test
  void keyThatCannotBeReadIsTheReasonForTheFailedAttempt() throws Exception {
    Supplier<byte[]> gone =
        () -> {
          throw new UncheckedIOException("key file psk: there is none", new IOException());
        };
    assertLasting(
        broker(), new Security.PreSharedKey("rpi-07", gone), ": key file psk: there is none");
  }

  @Test
  void keyThatIsTooShortIsRefused() throws Exception {
    assertLasting(broker(), key("rpi-07", "00112233"), ": it has 4 bytes: expected 16 to 64");
  }

  private Mosquitto broker(String... more) throws IOException {
    return Mosquitto.preShared(folder.resolve("broker"), keys, more);
  }

  private static void assertLasting(Mosquitto started, Security security, String expected)
      throws Exception {
    try (Mosquitto broker = started) {
      Disconnected state = attempt(broker.port(), security);
      assertTrue(state.reason().contains(expected), state.reason());
      assertTrue(state.reason().contains("mqtts://127.0.0.1:" + broker.port()), state.reason());
      assertTrue(state.retryIn().compareTo(LONG) >= 0, state.toString());
    }
  }

  private static Disconnected attempt(int port, Security security) throws Exception {
    RecordingListener told = new RecordingListener();
    try (MqttLink link = link(port, security)) {
      link.open(told);
      Disconnected state = told.next(Disconnected.class);
      assertEquals(0, link.counters().connects());
      return state;
    }
  }

  private static MqttLink link(int port, Security security) throws Exception {
    return link(options(port, security));
  }

  private static MqttLink link(Options options) throws Exception {
    TlsClient tls = TlsClient.create(options.security());
    return PahoLink.create(options.link(), Options.hasty(), Optional.of(tls));
  }

  private static Options options(int port, Security security) {
    return Options.to("mqtts://127.0.0.1:" + port).secured(security);
  }

  private static Security key(String identity, String hex) {
    return new Security.PreSharedKey(identity, () -> HexFormat.of().parseHex(hex));
  }

  private static OutgoingMessage message(String topic, String text) {
    return new OutgoingMessage(topic, text.getBytes(StandardCharsets.UTF_8), false);
  }
}
