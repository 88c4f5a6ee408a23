package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.ScriptedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A link, and a broker that the test plays itself. */
abstract class ScriptedLink {
  static final int CONNECT = 1;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int SUBSCRIBE = 8;
  static final int DISCONNECT = 14;

  final RecordingListener told = new RecordingListener();
  ScriptedBroker broker;
  MqttLink link;

  @BeforeEach
  void start() throws IOException {
    broker = new ScriptedBroker();
    link = link(options().link());
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    broker.close();
  }

  @AfterAll
  static void noThreadIsLeft() {
    try {
      Await.until("all threads of all links and of Paho have ended", () -> threads().isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + stacks(), e);
    }
  }

  Options options() {
    return Options.to("mqtt://127.0.0.1:" + broker.port());
  }

  void replace(LinkOptions options) {
    link.close();
    link = link(options);
  }

  static MqttLink link(LinkOptions options) {
    return PahoLink.create(options, Options.hasty(), Optional.empty());
  }

  static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(ScriptedLink::isOurs)
        .toList();
  }

  private static String stacks() {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (isOurs(thread.getName())) {
                text.append("\n").append(thread).append(' ').append(thread.getState());
                for (StackTraceElement frame : stack) {
                  text.append("\n    at ").append(frame);
                }
              }
            });
    return text.toString();
  }

  private static boolean isOurs(String name) {
    return name.startsWith("MQTT ") || name.startsWith("link ");
  }

  static OutgoingMessage message(String text) {
    return new OutgoingMessage("t", bytes(text), false);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
