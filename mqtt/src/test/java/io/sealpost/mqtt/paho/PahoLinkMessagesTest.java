package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.ScriptedBroker.Packet;
import io.sealpost.mqtt.testing.ScriptedBroker.Peer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PahoLinkMessagesTest extends ScriptedLink {
  @Test
  void publishCompletesWhenTheBrokerAcknowledges() throws Exception {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      var first = link.publish(message("1"));
      var second = link.publish(message("2"));
      Packet one = peer.read();
      Packet two = peer.read();
      assertEquals(List.of("1", "2"), List.of(one.text(), two.text()));
      assertEquals(0x32, one.first(), "QoS 1, neither DUP nor RETAIN");
      peer.puback(two);
      second.get();
      assertFalse(first.isDone());
      peer.puback(one);
      first.get();
    }
  }

  @Test
  void unacknowledgedMessagesFailWithTheConnectionAndAreNotSentAgainByTheLink() throws Exception {
    link.open(told);
    List<String> failed = new CopyOnWriteArrayList<>();
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      var lost = link.publish(message("lost"));
      var unused = lost.whenComplete((done, failure) -> failed.add(failure.getMessage()));
      peer.read();
    }
    told.next(Disconnected.class);
    assertEquals(1, failed.size(), "failed before the end was told");
    assertTrue(failed.get(0).contains("ended before the acknowledgement"), failed.get(0));
    try (Peer peer = broker.accept()) {
      peer.connack(0, true);
      told.next(Connected.class);
      var next = link.publish(message("next"));
      Packet packet = peer.read();
      assertEquals("next", packet.text());
      peer.puback(packet);
      next.get();
    }
  }

  @Test
  void publishWithoutAConnectionFailsAtOnce() {
    var future = link.publish(message("x"));
    assertTrue(future.isCompletedExceptionally());
    assertTrue(future.handle((done, e) -> e.getMessage()).join().startsWith("no connection to"));
  }

  @Test
  void thousandAndFirstMessageInFlightFailsAtOnce() throws IOException {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      for (int i = 0; i < 1_000; i++) {
        assertFalse(link.publish(message("x")).isDone());
      }
      assertTrue(link.publish(message("one too many")).isCompletedExceptionally());
      peer.puback(peer.read());
      Await.until("there is room again", () -> !link.publish(message("y")).isDone());
    }
  }

  @Test
  void messageIsAcknowledgedOnlyAfterTheListenerReturned() throws Exception {
    Gate gate = new Gate();
    link.open(gate);
    try (Peer peer = broker.welcome()) {
      gate.next(Connected.class);
      peer.publish("t", 7, "hold");
      gate.nextMessage();
      var unused = link.publish(message("while it is handled"));
      assertEquals(PUBLISH, peer.read().type(), "and not a PUBACK");
      gate.open();
      Packet ack = peer.read();
      assertEquals(PUBACK, ack.type());
      assertEquals(7, ack.id());
    }
  }

  @Test
  void publishCompletesWhileTheListenerHandlesAMessage() throws Exception {
    Gate gate = new Gate();
    link.open(gate);
    try (Peer peer = broker.welcome()) {
      gate.next(Connected.class);
      peer.publish("t", 7, "hold");
      gate.nextMessage();
      var published = link.publish(message("while it is handled"));
      peer.puback(peer.read());
      // sooner than the listener loses its patience
      published.get(10, TimeUnit.SECONDS);
      gate.open();
    }
  }

  @Test
  void listenerMayPublishWhileItHandlesAMessage() throws IOException {
    RecordingListener answering =
        new RecordingListener() {
          @Override
          public void onMessage(IncomingMessage message) {
            var unused = link.publish(message("answer"));
          }
        };
    link.open(answering);
    try (Peer peer = broker.welcome()) {
      answering.next(Connected.class);
      peer.publish("t", 1, "question");
      // Paho sends acknowledgements first, if it has both
      List<Packet> both = List.of(peer.read(), peer.read());
      assertTrue(both.stream().anyMatch(packet -> packet.type() == PUBACK));
      assertTrue(
          both.stream()
              .anyMatch(packet -> packet.type() == PUBLISH && packet.text().equals("answer")));
    }
  }

  @Test
  void listenerThatThrowsCostsNothing() throws IOException {
    RecordingListener failing =
        new RecordingListener() {
          @Override
          public void onMessage(IncomingMessage message) {
            super.onMessage(message);
            throw new IllegalStateException("a listener of a test fails on purpose");
          }
        };
    link.open(failing);
    try (Peer peer = broker.welcome()) {
      failing.next(Connected.class);
      for (int id = 1; id <= 2; id++) {
        peer.publish("t", id, "m" + id);
        assertEquals("m" + id, failing.nextText());
        assertEquals(id, peer.read().id());
      }
    }
  }

  /** Keeps the event thread inside {@link #onMessage} until it is told otherwise. */
  private static final class Gate extends RecordingListener {
    private final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public void onMessage(IncomingMessage message) {
      super.onMessage(message);
      Await.until("the test lets the listener go on", () -> gate.getCount() == 0);
    }

    void open() {
      gate.countDown();
    }
  }
}
