package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LinkEventsTest {
  private final Boot boot = new Boot.Setup(new TestClock()).start();
  private final FakeInbox inbox = new FakeInbox();
  private final FakeLink link = boot.link;
  private final LinkEvents events = new LinkEvents(inbox, agent(), Duration.ZERO);

  private Agent agent() {
    return boot.agent;
  }

  private void message() {
    message(new byte[] {1});
  }

  private void message(byte[] payload) {
    events.onMessage(new IncomingMessage("sealpost/rpi-07/control", payload, false));
  }

  @Test
  void happenOnTheAgentsThreadAndNotBefore() {
    link.connect();
    events.onState(new LinkState.Connected(false));
    assertEquals(List.of(), link.topics());
    inbox.run(0);
    assertEquals(List.of("sealpost/rpi-07/status", "sealpost/rpi-07/hello"), link.topics());
  }

  @Test
  void areBoundedByTheAgentAndNotByWhoeverSends() {
    for (int i = 0; i < 10 * LinkEvents.MAX_WAITING; i++) {
      message();
    }
    assertEquals(LinkEvents.MAX_WAITING + 1, inbox.size(), "one tells how many were dropped");
  }

  @Test
  void areBoundedInBytesToo() {
    for (int i = 0; i < 10; i++) {
      message(new byte[LinkEvents.MAX_BYTES + 1]);
    }
    assertEquals(1, inbox.size(), "one tells how many were dropped");
    inbox.run(0);
    message(new byte[LinkEvents.MAX_BYTES]);
    message(new byte[LinkEvents.MAX_BYTES + 1]);
    assertEquals(2, inbox.size(), "one arrives, one is told of again");
  }

  @Test
  void findPlaceAgainWhenTheAgentHasCaughtUp() {
    for (int i = 0; i < 2 * LinkEvents.MAX_WAITING; i++) {
      message();
    }
    inbox.run(0);
    message();
    assertEquals(1, inbox.size());
  }

  @Test
  void neverDropAChangeOfState() {
    for (int i = 0; i < 10 * LinkEvents.MAX_WAITING; i++) {
      events.onState(new LinkState.Connecting());
    }
    assertEquals(10 * LinkEvents.MAX_WAITING, inbox.size());
  }

  @Test
  @Timeout(30)
  void endWhenTheLinksThreadIsInterrupted() throws InterruptedException {
    LinkEvents patient = new LinkEvents(inbox, agent(), Duration.ofDays(1));
    boolean[] stillInterrupted = new boolean[1];
    Thread thread =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              patient.onMessage(new IncomingMessage("t", new byte[0], false));
              stillInterrupted[0] = Thread.currentThread().isInterrupted();
            });
    thread.start();
    thread.join();
    assertTrue(stillInterrupted[0]);
    assertEquals(0, inbox.size());
  }
}
