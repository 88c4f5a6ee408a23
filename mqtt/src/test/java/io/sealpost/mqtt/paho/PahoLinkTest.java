package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState.Closed;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Connecting;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.ScriptedBroker.Packet;
import io.sealpost.mqtt.testing.ScriptedBroker.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PahoLinkTest extends ScriptedLink {
  @Test
  void connectAsksForMqtt311APersistentSessionAndAWill() throws IOException {
    OutgoingMessage will = new OutgoingMessage("t/status", bytes("offline"), true);
    replace(options().as("rpi-07").leaving(will).login("user", "pw").link());
    link.open(told);
    try (Peer peer = broker.welcome()) {
      ByteBuffer connect = ByteBuffer.wrap(peer.connect().body());
      assertEquals(CONNECT, peer.connect().type());
      assertEquals("MQTT", string(connect));
      assertEquals(4, connect.get(), "protocol level");
      assertEquals((byte) 0b1110_1100, connect.get(), "user, password, retained will of QoS 1");
      assertEquals(60, connect.getShort(), "keep-alive");
      List<String> payload =
          List.of(string(connect), string(connect), string(connect), string(connect));
      assertEquals(List.of("rpi-07", "t/status", "offline", "user"), payload);
      assertEquals("pw", string(connect));
      told.next(Connected.class);
    }
  }

  @Test
  void statesAreToldInOrder() throws IOException {
    link.open(told);
    try (Peer peer = broker.accept()) {
      assertEquals(new Connecting(), told.nextState());
      assertEquals(new Connecting(), link.state());
      peer.connack(0, true);
      assertEquals(new Connected(true), told.nextState());
      assertEquals(new Connected(true), link.state());
    }
    assertInstanceOf(Disconnected.class, told.nextState());
    try (Peer peer = broker.welcome()) {
      assertEquals(new Connecting(), told.nextState());
      assertEquals(new Connected(false), told.nextState());
      link.close();
      assertEquals(new Closed(), told.nextState());
      assertEquals(DISCONNECT, peer.read().type());
    }
    assertEquals(2, link.counters().connects());
    assertEquals(1, link.counters().failures());
    assertEquals(Optional.empty(), link.counters().lastHandshake());
  }

  @Test
  void connectedIsToldOnlyWhenAllSubscriptionsAreGranted() throws IOException {
    link.subscribe("a/+");
    link.subscribe("b");
    link.open(told);
    try (Peer peer = broker.welcome()) {
      Packet both = peer.read();
      assertEquals(SUBSCRIBE, both.type());
      assertEquals(new Connecting(), link.state());
      link.subscribe("c");
      Packet third = peer.read();
      peer.suback(both, 1, 1);
      peer.suback(third, 1);
      told.next(Connected.class);
      assertEquals("\0\3a/+\1\0\1b\1", latin(both.body(), 2));
      assertEquals("\0\1c\1", latin(third.body(), 2));
    }
  }

  @Test
  void subscriptionsAreMadeAgainAfterEveryConnect() throws IOException {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      link.subscribe("later");
      peer.suback(peer.read(), 1);
    }
    try (Peer peer = broker.accept()) {
      peer.connack(0, true);
      Packet again = peer.read();
      assertEquals("\0\5later\1", latin(again.body(), 2));
      peer.suback(again, 1);
      told.next(Connected.class);
    }
  }

  @Test
  void refusedSubscriptionIsALastingFaultThatNamesTheFilter() throws IOException {
    link.subscribe("granted");
    link.subscribe("forbidden/#");
    link.open(told);
    try (Peer peer = broker.welcome()) {
      peer.suback(peer.read(), 1, 0x80);
      Disconnected state = told.next(Disconnected.class);
      assertTrue(state.reason().contains("'forbidden/#'"), state.reason());
      assertFalse(state.reason().contains("'granted'"), state.reason());
      assertSlow(state);
      peer.awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, does not speak MQTT 3.1.1, true",
    "2, refuses the client id 'test', true",
    "3, says that it is unavailable, false",
    "4, refuses user name or password of client 'test' (no user name), true",
    "5, does not let in client 'test' (no user name), true",
  })
  void refusedConnectSaysWhy(int code, String expected, boolean lasting) throws IOException {
    link.open(told);
    try (Peer peer = broker.accept()) {
      peer.connack(code, false);
      Disconnected state = told.next(Disconnected.class);
      assertTrue(state.reason().contains(expected), state.reason());
      assertTrue(state.reason().contains("mqtt://127.0.0.1:" + broker.port()), state.reason());
      if (lasting) {
        assertSlow(state);
      }
    }
    assertEquals(0, link.counters().connects());
  }

  @Test
  void packetThatMakesNoSenseLeadsToAReconnect() throws IOException {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      peer.send(0x00, 0x00);
      told.next(Disconnected.class);
    }
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      assertEquals(PUBLISH, published(peer));
    }
  }

  @Test
  void packetThatIsTooLongLeadsToAReconnectWithAClearReason() throws IOException {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      peer.send(0xd0, 0xff, 0xff, 0xff, 0x7f);
      String reason = told.next(Disconnected.class).reason();
      assertTrue(reason.contains("sent a packet of type 13 with 268435455 bytes"), reason);
      peer.awaitEnd();
    }
  }

  @Test
  void brokerThatHangsUpAtOnceCostsNoThread() throws IOException {
    link.open(told);
    for (int i = 0; i < 5; i++) {
      broker.hangUp();
      told.next(Disconnected.class);
    }
    Await.until(
        "one attempt at most has threads",
        () -> threads().stream().filter(name -> name.startsWith("MQTT ")).count() <= 4);
  }

  @Test
  void brokerThatDoesNotGreetIsGivenUp() throws IOException {
    replace(options().timing(Duration.ofSeconds(60), Duration.ofSeconds(1)).link());
    link.open(told);
    try (Peer peer = broker.accept()) {
      String reason = told.next(Disconnected.class).reason();
      assertTrue(reason.contains("did not answer MQTT within 1 s"), reason);
      peer.awaitEnd();
    }
  }

  @Test
  void nothingListeningIsSaidSo() throws IOException {
    int port = Mosquitto.freePort();
    replace(Options.to("mqtt://127.0.0.1:" + port).link());
    link.open(told);
    String reason = told.next(Disconnected.class).reason();
    assertTrue(reason.startsWith("nothing listens at mqtt://127.0.0.1:" + port), reason);
    told.next(Disconnected.class);
  }

  @Test
  void filterThatIsNoneIsTheCallersFault() {
    assertThrows(IllegalArgumentException.class, () -> link.subscribe("a/#/b"));
  }

  @Test
  void passwordIsAskedForAtEachConnectAndWipedAfterIt() throws IOException {
    List<char[]> handedOut = new CopyOnWriteArrayList<>();
    replace(
        withPassword(
            () -> {
              char[] password = "secret".toCharArray();
              handedOut.add(password);
              return password;
            }));
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      assertEquals(CONNECT, peer.connect().type());
    }
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      assertTrue(latin(peer.connect().body(), 0).endsWith("\0\6secret"));
      for (char[] password : handedOut.subList(0, 2)) {
        assertArrayEquals(new char[6], password);
      }
    }
  }

  @Test
  void whatAThreadOfAConnectionDoesNotCatchCostsThatConnectionOnly() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    replace(
        withPassword(
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("a test fails on purpose");
              }
              return "secret".toCharArray();
            }));
    link.open(told);
    String reason = told.next(Disconnected.class).reason();
    assertTrue(reason.contains("internal error"), reason);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      assertEquals(PUBLISH, published(peer));
    }
  }

  @Test
  void passwordThatCannotBeReadIsTheReasonForTheFailedAttempt() {
    replace(
        withPassword(
            () -> {
              throw new UncheckedIOException("password is gone", new IOException());
            }));
    link.open(told);
    Disconnected state = told.next(Disconnected.class);
    assertTrue(state.reason().endsWith("password is gone"), state.reason());
    assertSlow(state);
  }

  private LinkOptions withPassword(Supplier<char[]> password) {
    LinkOptions plain = options().link();
    return new LinkOptions(
        plain.broker(),
        plain.allowPlaintext(),
        plain.clientId(),
        Optional.of(new Credentials("user", password)),
        plain.security(),
        plain.will(),
        plain.keepAlive(),
        plain.connectTimeout());
  }

  private static void assertSlow(Disconnected state) {
    assertTrue(state.retryIn().compareTo(Duration.ofMinutes(30)) >= 0, state.toString());
  }

  private int published(Peer peer) throws IOException {
    var unused = link.publish(message("it works again"));
    return peer.read().type();
  }

  private static String string(ByteBuffer in) {
    byte[] text = new byte[in.getShort()];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static String latin(byte[] bytes, int from) {
    return new String(Arrays.copyOfRange(bytes, from, bytes.length), StandardCharsets.ISO_8859_1);
  }
}
