package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.Program;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.RecordingProxy;
import io.sealpost.mqtt.testing.WebSocketBridge;
import io.sealpost.mqtt.tls.TlsClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link with a real Mosquitto over TLS, when all goes well. */
class BrokerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static Mosquitto broker;

  @BeforeAll
  static void start() throws IOException {
    certificates = new Certificates(folder.resolve("ca"));
    broker = Mosquitto.secured(folder.resolve("broker"), certificates.good());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void messagesPassBothWays() throws Exception {
    RecordingListener device = new RecordingListener();
    RecordingListener station = new RecordingListener();
    try (MqttLink one = open("device-1", device, "both/control");
        MqttLink other = open("station-1", station, "both/+")) {
      one.publish(message("both/readings", "up", false)).get();
      IncomingMessage up = station.nextMessage();
      assertEquals("both/readings", up.topic());
      assertEquals("up", text(up));
      other.publish(message("both/control", "down", false)).get();
      assertEquals("down", text(device.nextMessage()));
    }
  }

  @Test
  void eachByteAndEachLengthArrivesAsItWas() throws Exception {
    RecordingListener told = new RecordingListener();
    try (MqttLink link = open("bytes", told, "bytes/#")) {
      for (int length : List.of(0, 1, 127, 128, 16_384, 100_000)) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
          payload[i] = (byte) i;
        }
        link.publish(new OutgoingMessage("bytes/é", payload, false)).get();
        assertArrayEquals(payload, told.nextMessage().payload());
      }
    }
  }

  @Test
  void messagesWaitAtTheBrokerWhileTheLinkIsAway() throws Exception {
    RecordingListener first = new RecordingListener();
    open("away", first, "away/control").close(PATIENCE);
    RecordingListener station = new RecordingListener();
    try (MqttLink link = open("station-2", station)) {
      link.publish(message("away/control", "1", false)).get();
      link.publish(message("away/control", "2", false)).get();
    }
    RecordingListener again = new RecordingListener();
    MqttLink link = link("away");
    link.open(again);
    assertTrue(again.next(Connected.class).sessionPresent());
    assertEquals("1", again.nextText());
    assertEquals("2", again.nextText());
    link.close(PATIENCE);
  }

  @Test
  void messageThatIsTooLargeIsDroppedOnceAndForAll() throws Exception {
    RecordingListener device = new RecordingListener();
    RecordingListener station = new RecordingListener();
    try (MqttLink sender = open("station-6", station)) {
      try (MqttLink link = open("large", device, "large/control")) {
        publishLarge("large/control", 5_000_000);
        sender.publish(message("large/control", "small", false)).get();
        assertEquals("small", device.nextText());
        assertEquals(1, link.counters().oversized());
        assertEquals(1, link.counters().connects());
        assertEquals(0, link.counters().failures());
        link.close(PATIENCE);
      }
      RecordingListener again = new RecordingListener();
      try (MqttLink link = link("large")) {
        link.open(again);
        assertTrue(again.next(Connected.class).sessionPresent());
        sender.publish(message("large/control", "next", false)).get();
        assertEquals("next", again.nextText());
        assertEquals(0, link.counters().oversized(), "it did not come again");
      }
    }
  }

  @Test
  void nothingWaitsForALinkThatLeavesNothing() throws Exception {
    LinkOptions once = options("once", broker.port()).link().leavingNothing();
    RecordingListener first = new RecordingListener();
    MqttLink link = PahoLink.create(once);
    link.subscribe("once/answers");
    link.open(first);
    first.next(Connected.class);
    link.close(PATIENCE);
    RecordingListener again = new RecordingListener();
    try (MqttLink next = link("once")) {
      next.open(again);
      assertFalse(again.next(Connected.class).sessionPresent());
    }
  }

  @Test
  void retainedStatusTurnsIntoTheWillWhenTheConnectionIsLost() throws Exception {
    RecordingListener station = new RecordingListener();
    try (RecordingProxy proxy = new RecordingProxy(broker.port());
        MqttLink watching = open("station-3", station, "w/status")) {
      RecordingListener told = new RecordingListener();
      Options options =
          options("device-3", proxy.port()).leaving(message("w/status", "offline", true));
      MqttLink device = PahoLink.create(options.link());
      device.open(told);
      told.next(Connected.class);
      device.publish(message("w/status", "online", true)).get();
      assertEquals("online", station.nextText());
      proxy.unplug();
      assertEquals("offline", station.nextText());
      device.close();
      assertEquals(0, watching.counters().failures());
    }
    RecordingListener late = new RecordingListener();
    try (MqttLink latecomer = open("station-4", late, "w/status")) {
      IncomingMessage status = late.nextMessage();
      assertEquals("offline", text(status));
      assertTrue(status.retained());
      assertEquals(1, latecomer.counters().connects());
    }
  }

  @Test
  void willIsNotPublishedWhenTheLinkIsClosed() throws Exception {
    RecordingListener station = new RecordingListener();
    try (MqttLink watching = open("station-5", station, "q/#")) {
      RecordingListener told = new RecordingListener();
      MqttLink device =
          PahoLink.create(
              options("device-5", broker.port()).leaving(message("q/status", "will", true)).link());
      device.open(told);
      told.next(Connected.class);
      device.close(PATIENCE);
      watching.publish(message("q/after", "closed", false)).get();
      assertEquals("closed", station.nextText());
    }
  }

  @Test
  void subscriptionIsMadeAgainWhenTheBrokerForgotIt() throws Exception {
    try (Mosquitto forgetful =
        Mosquitto.secured(folder.resolve("forgetful"), certificates.good())) {
      RecordingListener told = new RecordingListener();
      MqttLink link =
          PahoLink.create(
              options("forgotten", forgetful.port()).link(),
              Options.hasty(),
              Optional.of(TlsClient.create(options("forgotten", forgetful.port()).security())));
      link.subscribe("f");
      link.open(told);
      told.next(Connected.class);
      forgetful.restart();
      assertFalse(told.next(Connected.class).sessionPresent());
      link.publish(message("f", "still here", false)).get();
      assertEquals("still here", told.nextText());
      link.close(PATIENCE);
    }
  }

  @Test
  void webSocketsCarryTheSame() throws Exception {
    try (Mosquitto plain = Mosquitto.plain(folder.resolve("plain"));
        WebSocketBridge bridge = new WebSocketBridge(folder, certificates.good(), plain.port())) {
      RecordingListener told = new RecordingListener();
      MqttLink link =
          PahoLink.create(
              Options.to("wss://localhost:" + bridge.port())
                  .trusting(certificates.authority())
                  .link());
      link.subscribe("ws");
      link.open(told);
      told.next(Connected.class);
      for (int length : List.of(1, 500, 70_000)) {
        link.publish(message("ws", "x".repeat(length), false)).get();
        assertEquals(length, told.nextText().length());
      }
      assertEquals(1, link.counters().handshakesFull());
      link.close(PATIENCE);
    }
  }

  /** With another program, since our own messages cannot be that large. */
  private static void publishLarge(String topic, int bytes) throws IOException {
    Path payload = Files.write(folder.resolve("payload"), new byte[bytes]);
    Program.run(
        folder,
        List.of(
            Program.find("mosquitto_pub", "mosquitto-clients"),
            "-h",
            "127.0.0.1",
            "-p",
            String.valueOf(broker.port()),
            "--cafile",
            certificates.authority().toString(),
            "-q",
            "1",
            "-t",
            topic,
            "-f",
            payload.toString()));
  }

  private static MqttLink open(String id, RecordingListener told, String... filters)
      throws Exception {
    MqttLink link = link(id);
    for (String filter : filters) {
      link.subscribe(filter);
    }
    link.open(told);
    told.next(Connected.class);
    return link;
  }

  private static MqttLink link(String id) throws Exception {
    return PahoLink.create(options(id, broker.port()).link());
  }

  private static Options options(String id, int port) {
    return Options.to("mqtts://127.0.0.1:" + port).as(id).trusting(certificates.authority());
  }

  private static OutgoingMessage message(String topic, String text, boolean retained) {
    return new OutgoingMessage(topic, text.getBytes(StandardCharsets.UTF_8), retained);
  }

  private static String text(IncomingMessage message) {
    return new String(message.payload(), StandardCharsets.UTF_8);
  }
}
