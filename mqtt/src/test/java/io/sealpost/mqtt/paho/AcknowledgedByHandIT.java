package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.RecordingProxy;
import io.sealpost.mqtt.tls.TlsClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real Mosquitto: what was not acknowledged comes again, and nothing else does. */
class AcknowledgedByHandIT {
  @TempDir private Path folder;
  private final RecordingListener told = new RecordingListener();
  private Certificates certificates;
  private Mosquitto broker;
  private RecordingProxy proxy;
  private MqttLink sender;
  private MqttLink link;

  @BeforeEach
  void start() throws Exception {
    certificates = new Certificates(folder.resolve("ca"));
    broker = Mosquitto.secured(folder.resolve("broker"), certificates.good());
    proxy = new RecordingProxy(broker.port());
    RecordingListener sending = new RecordingListener();
    sender = PahoLink.create(options(broker.port()).as("sender").link());
    sender.open(sending);
    sending.next(Connected.class);
    Options slow = options(proxy.port()).timing(Duration.ofSeconds(5), Duration.ofSeconds(30));
    link =
        PahoLink.create(
            slow.link().acknowledgingByHand(),
            Options.hasty(),
            Optional.of(TlsClient.create(slow.security())));
    link.subscribe("by-hand");
    link.open(told);
    told.next(Connected.class);
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    sender.close();
    proxy.close();
    broker.close();
  }

  @Test
  void onlyWhatWasNotAcknowledgedComesAgain() throws Exception {
    for (int i = 0; i < 10; i++) {
      send("m" + i);
    }
    List<IncomingMessage> messages = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      messages.add(told.nextMessage());
    }
    for (int i : List.of(8, 0, 3)) {
      messages.get(i).acknowledgement().run();
    }
    // what is published later is acknowledged later: the broker has our acknowledgements by then
    link.publish(message("elsewhere", "x")).get();
    proxy.last().reset();
    told.next(Disconnected.class);
    assertTrue(told.next(Connected.class).sessionPresent());
    messages.forEach(message -> message.acknowledgement().run());
    for (int i : List.of(1, 2, 4, 5, 6, 7, 9)) {
      IncomingMessage again = told.nextMessage();
      assertEquals("m" + i, text(again));
      again.acknowledgement().run();
    }
    send("last");
    assertEquals("last", told.nextText(), "and nothing came in between");
  }

  @Test
  void unacknowledgedMessagesStopNeitherPingsNorPublishing() throws Exception {
    send("never acknowledged");
    told.nextMessage();
    Await.until("there were two pings", () -> pings() >= 2);
    link.publish(message("elsewhere", "x")).get();
    assertEquals(0, link.counters().failures());
    assertEquals(1, link.counters().connects());
  }

  private int pings() {
    try {
      return broker.log().split("Received PINGREQ from test", -1).length - 1;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void send(String text) throws Exception {
    sender.publish(message("by-hand", text)).get();
  }

  private Options options(int port) {
    return Options.to("mqtts://127.0.0.1:" + port).trusting(certificates.authority());
  }

  private static OutgoingMessage message(String topic, String text) {
    return new OutgoingMessage(topic, text.getBytes(StandardCharsets.UTF_8), false);
  }

  private static String text(IncomingMessage message) {
    return new String(message.payload(), StandardCharsets.UTF_8);
  }
}
