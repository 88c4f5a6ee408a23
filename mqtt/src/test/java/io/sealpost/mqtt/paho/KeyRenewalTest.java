package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Connecting;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.testing.FakeTls;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.ScriptedBroker.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a link does about its key, whatever the key is. */
class KeyRenewalTest extends ScriptedLink {
  private static final int NOT_AUTHORIZED = 5;
  private static final Duration LONG = Duration.ofMinutes(30);

  private final FakeTls keys = new FakeTls();

  @BeforeEach
  void watchKeys() {
    link.close();
    link =
        PahoLink.create(
            options().link(), Options.hasty(), Optional.of(keys), Duration.ofMillis(10));
  }

  @Test
  void newKeyIsTriedAfterADisconnectInOrder() throws IOException {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      keys.renewed = true;
      assertEquals(DISCONNECT, peer.read().type(), "so that the will is not published");
      peer.awaitEnd();
    }
    assertEquals(
        new Disconnected("trying the new client certificate", Duration.ZERO), told.nextState());
    try (Peer peer = broker.welcome()) {
      assertEquals(CONNECT, peer.connect().type());
      assertEquals(new Connecting(), told.nextState());
      told.next(Connected.class);
      assertEquals(List.of("accepted", "accepted"), keys.told());
      assertEquals(2, link.counters().connects());
      assertEquals(0, link.counters().failures());
    }
  }

  @Test
  void newKeyThatComesWhileWaitingIsTriedAtOnce() throws IOException {
    link.open(told);
    try (Peer peer = broker.accept()) {
      peer.connack(NOT_AUTHORIZED, false);
      assertSlow(told.next(Disconnected.class));
      keys.renewed = true;
    }
    try (Peer peer = broker.welcome()) {
      assertEquals(CONNECT, peer.connect().type());
      told.next(Connected.class);
      assertEquals(List.of("refused", "accepted"), keys.told());
    }
  }

  @Test
  void otherKeyIsTriedAtOnceWhenTheBrokerRefusesOne() throws IOException {
    keys.another = true;
    link.open(told);
    try (Peer peer = broker.accept()) {
      peer.connack(NOT_AUTHORIZED, false);
      assertEquals(Duration.ZERO, told.next(Disconnected.class).retryIn());
      keys.another = false;
    }
    try (Peer peer = broker.accept()) {
      peer.connack(NOT_AUTHORIZED, false);
      assertSlow(told.next(Disconnected.class));
    }
    assertEquals(List.of("refused", "refused"), keys.told());
  }

  @Test
  void endThatHasNothingToDoWithTheKeyIsToldSo() throws IOException {
    link.open(told);
    broker.hangUp();
    told.next(Disconnected.class);
    try (Peer peer = broker.welcome()) {
      assertEquals(CONNECT, peer.connect().type());
      told.next(Connected.class);
    }
    told.next(Disconnected.class);
    assertEquals(List.of("failed", "accepted"), keys.told(), "once it is accepted, that is all");
  }

  @Test
  void linkWithoutAKeySaysWhyAndConnectsOnceItHasOne() throws IOException {
    keys.problem = Optional.of("the key file k does not exist");
    link.open(told);
    Disconnected state = told.next(Disconnected.class);
    assertTrue(state.reason().endsWith(": the key file k does not exist"), state.reason());
    assertSlow(state);
    keys.problem = Optional.empty();
    keys.renewed = true;
    try (Peer peer = broker.welcome()) {
      assertEquals(CONNECT, peer.connect().type());
      told.next(Connected.class);
    }
  }

  @Test
  void linkThatIsClosedMeanwhileIsNotConnectedAgain() throws IOException {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      link.close();
      keys.renewed = true;
      assertEquals(DISCONNECT, peer.read().type());
    }
    assertEquals(List.of("accepted"), keys.told());
  }

  private static void assertSlow(Disconnected state) {
    assertTrue(state.retryIn().compareTo(LONG) >= 0, state.toString());
  }
}
