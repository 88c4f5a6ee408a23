package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.testing.ScriptedBroker.Packet;
import io.sealpost.mqtt.testing.ScriptedBroker.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgedByHandTest extends ScriptedLink {
  @BeforeEach
  void acknowledgeByHand() {
    replace(options().link().acknowledgingByHand());
  }

  @Test
  void messageIsAcknowledgedWhenItsAcknowledgementIsRunAndOnlyOnce() throws Exception {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      peer.publish("t", 7, "x");
      Runnable acknowledgement = told.nextMessage().acknowledgement();
      var first = link.publish(message("first"));
      assertEquals(PUBLISH, peer.read().type(), "and not a PUBACK");
      acknowledgement.run();
      acknowledgement.run();
      assertAcknowledges(peer, 7);
      var second = link.publish(message("second"));
      assertEquals(PUBLISH, peer.read().type(), "and not another PUBACK");
      assertEquals(List.of(false, false), List.of(first.isDone(), second.isDone()));
    }
  }

  @Test
  void acknowledgementsMayBeRunInAnyOrderOnAnyThread() throws Exception {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      List<IncomingMessage> messages = new ArrayList<>();
      for (int id = 1; id <= 3; id++) {
        peer.publish("t", id, "m" + id);
        messages.add(told.nextMessage());
      }
      Thread other = new Thread(messages.get(2).acknowledgement());
      other.start();
      assertAcknowledges(peer, 3);
      other.join();
      messages.get(0).acknowledgement().run();
      assertAcknowledges(peer, 1);
      messages.get(1).acknowledgement().run();
      assertAcknowledges(peer, 2);
    }
  }

  @Test
  void manyUnacknowledgedMessagesHoldNothingUp() throws Exception {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      for (int id = 1; id <= 1_500; id++) {
        peer.publish("t", id, "m" + id);
      }
      for (int id = 1; id <= 1_500; id++) {
        assertEquals("m" + id, told.nextText());
      }
      var published = link.publish(message("x"));
      peer.puback(peer.read());
      published.get();
    }
  }

  @Test
  void acknowledgementOfAConnectionThatIsOverDoesNothing() throws Exception {
    link.open(told);
    Runnable late;
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      peer.publish("t", 7, "x");
      late = told.nextMessage().acknowledgement();
    }
    told.next(Disconnected.class);
    try (Peer peer = broker.accept()) {
      peer.connack(0, true);
      told.next(Connected.class);
      peer.publish("t", 7, "another one with the same identifier");
      Runnable current = told.nextMessage().acknowledgement();
      late.run();
      var unused = link.publish(message("x"));
      assertEquals(PUBLISH, peer.read().type(), "and not a PUBACK");
      current.run();
      assertAcknowledges(peer, 7);
    }
  }

  @Test
  void withoutItTheAcknowledgementOfAMessageDoesNothing() throws Exception {
    replace(options().link());
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      peer.publish("t", 7, "x");
      assertAcknowledges(peer, 7);
      told.nextMessage().acknowledgement().run();
      var unused = link.publish(message("x"));
      assertEquals(PUBLISH, peer.read().type(), "and not another PUBACK");
    }
  }

  private static void assertAcknowledges(Peer peer, int id) throws IOException {
    Packet packet = peer.read();
    assertEquals(PUBACK, packet.type());
    assertEquals(id, packet.id());
  }
}
