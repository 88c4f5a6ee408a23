package io.sealpost.device.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.FakeInbox;
import io.sealpost.device.FakeLink;
import io.sealpost.device.TestConfig;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.MemoryJournal;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.TopicTree;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Channel A = new Channel.Readings(TestConfig.A);

  private final FakeLink link = new FakeLink();
  private final FakeInbox inbox = new FakeInbox();
  private final Journal journal = new MemoryJournal(100, 100_000);
  private final Outbox outbox =
      new Outbox(link, new TopicTree("farm"), TestConfig.DEVICE, inbox, journal);

  private static byte[] bytes(int value) {
    return new byte[] {(byte) value};
  }

  private void connect() {
    link.connect();
    outbox.connected();
    inbox.run(0);
  }

  private void lose() {
    link.lose();
    inbox.run(0);
    outbox.disconnected();
  }

  private List<Integer> values() {
    return link.received().stream().map(message -> (int) message.payload()[0]).toList();
  }

  @Test
  void publishesAReadingOnItsTopicAndNotRetained() {
    connect();
    outbox.reading(A, bytes(1));
    OutgoingMessage message = link.received().get(0);
    assertEquals("farm/rpi-07/a", message.topic());
    assertArrayEquals(bytes(1), message.payload());
    assertFalse(message.retained());
  }

  @Test
  void publishesAnAnswerOnItsTopicAndNotRetained() {
    connect();
    outbox.answer(bytes(1));
    OutgoingMessage message = link.received().get(0);
    assertEquals("farm/rpi-07/control/ack", message.topic());
    assertFalse(message.retained());
  }

  @Test
  void saysWhatIsOfThePresentRetained() {
    connect();
    outbox.say(Channel.Fixed.STATUS, bytes(1));
    OutgoingMessage message = link.received().get(0);
    assertEquals("farm/rpi-07/status", message.topic());
    assertTrue(message.retained());
  }

  @Test
  void keepsReadingsUntilThereIsAConnection() {
    outbox.reading(A, bytes(1));
    outbox.reading(A, bytes(2));
    assertEquals(2, outbox.stats().messages());
    connect();
    assertEquals(List.of(1, 2), values());
    assertEquals(0, outbox.stats().messages());
  }

  @Test
  void forgetsWhatWasOfThePresentWhenThereIsNoConnection() {
    outbox.say(Channel.Fixed.HELLO, bytes(1));
    connect();
    assertEquals(List.of(), values());
  }

  @Test
  void releasesAReadingOnlyWhenTheBrokerAcknowledgesIt() {
    link.holdAcknowledgements();
    connect();
    outbox.reading(A, bytes(1));
    inbox.run(0);
    assertEquals(1, outbox.stats().messages());
    assertFalse(outbox.isDone());
    link.acknowledgeAll();
    inbox.run(0);
    assertTrue(outbox.isDone());
  }

  @Test
  void sendsTheSameBytesAgainInOrderAfterTheConnectionBroke() {
    link.holdAcknowledgements();
    connect();
    for (int i = 1; i <= 20; i++) {
      outbox.reading(A, bytes(i));
    }
    assertEquals(16, values().size());
    link.acknowledge(1);
    inbox.run(0);
    assertEquals(List.of(17), values());
    lose();
    connect();
    assertEquals(List.of(1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17), values());
    link.acknowledgeAll();
    inbox.run(0);
    assertEquals(List.of(18, 19, 20), values());
    assertTrue(outbox.isDone());
  }

  @Test
  void doesNotLetAnAnswerWaitBehindReadings() {
    link.holdAcknowledgements();
    connect();
    for (int i = 1; i <= 50; i++) {
      outbox.reading(A, bytes(i));
    }
    link.received();
    outbox.answer(bytes(99));
    assertEquals(List.of(99), values());
  }

  @Test
  void sendsAnswersFirstAfterAReconnect() {
    outbox.reading(A, bytes(1));
    outbox.answer(bytes(2));
    connect();
    assertEquals(List.of(2, 1), values());
  }

  @Test
  void keepsAnAnswerOverABrokenConnection() {
    link.holdAcknowledgements();
    connect();
    outbox.answer(bytes(1));
    link.received();
    lose();
    assertFalse(outbox.isDone());
    connect();
    assertEquals(List.of(1), values());
  }

  @Test
  void boundsTheAnswersThatWait() {
    for (int i = 0; i < 100; i++) {
      outbox.answer(bytes(i));
    }
    connect();
    List<Integer> sent = values();
    assertEquals(64, sent.size());
    assertEquals(36, Collections.min(sent), "the oldest go first");
  }

  @Test
  void triesAgainAfterAPauseWhenTheLinkRefusesWithoutBreaking() {
    outbox.connected();
    outbox.reading(A, bytes(1));
    inbox.run(0);
    assertEquals(Duration.ofSeconds(5).toNanos(), outbox.nextDue());
    link.connect();
    outbox.tick(Duration.ofSeconds(4).toNanos());
    assertEquals(List.of(), values());
    outbox.tick(Duration.ofSeconds(5).toNanos());
    assertEquals(List.of(1), values());
    assertEquals(Long.MAX_VALUE, outbox.nextDue());
  }
}
