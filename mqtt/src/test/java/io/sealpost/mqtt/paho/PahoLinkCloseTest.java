package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState.Closed;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.ScriptedBroker.Packet;
import io.sealpost.mqtt.testing.ScriptedBroker.Peer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PahoLinkCloseTest extends ScriptedLink {
  @Test
  void closeWaitsForAcknowledgementsAndDisconnectsInOrder() throws Exception {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      var sent = link.publish(message("last words"));
      Thread closing = new Thread(() -> link.close(Await.PATIENCE));
      closing.start();
      Packet last = peer.read();
      Await.until(
          "close waits", () -> closing.getState() == Thread.State.TIMED_WAITING && !sent.isDone());
      assertTrue(link.publish(message("too late")).isCompletedExceptionally());
      peer.puback(last);
      assertEquals(DISCONNECT, peer.read().type());
      peer.awaitEnd();
      closing.join();
      sent.get();
    }
    told.next(Closed.class);
  }

  @Test
  void closeFailsWhatTheBrokerDoesNotAcknowledgeInTime() throws IOException {
    link.open(told);
    try (Peer peer = broker.welcome()) {
      told.next(Connected.class);
      var sent = link.publish(message("never acknowledged"));
      peer.read();
      link.close(Duration.ofMillis(1));
      assertTrue(sent.isCompletedExceptionally());
      assertEquals(new Closed(), link.state());
    }
  }

  @Test
  void listenerMayClose() throws IOException {
    RecordingListener closing =
        new RecordingListener() {
          @Override
          public void onMessage(IncomingMessage message) {
            link.close(Await.PATIENCE);
          }
        };
    link.open(closing);
    try (Peer peer = broker.welcome()) {
      closing.next(Connected.class);
      peer.publish("t", 1, "stop");
      closing.next(Closed.class);
    }
  }

  @Test
  void closeWhileTheBrokerHangsUpLeavesNoThread() throws IOException {
    for (int i = 0; i < 10; i++) {
      link.open(told);
      // The link before may have come back just before it was closed.
      try (Peer peer = broker.welcomeWhoStays()) {
        told.next(Connected.class);
        assertEquals(CONNECT, peer.connect().type());
      }
      replace(options().link());
    }
    told.next(Closed.class);
  }

  @Test
  void closeBeforeOpenAndTwiceDoesNothing() {
    link.close();
    link.close(Duration.ofSeconds(1));
    assertEquals(new Closed(), link.state());
    assertThrows(IllegalStateException.class, () -> link.open(told));
  }

  @Test
  void linkIsOpenedOnce() {
    link.open(told);
    assertThrows(IllegalStateException.class, () -> link.open(told));
  }
}
