package io.sealpost.device.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.FakeInbox;
import io.sealpost.device.FakeJournal;
import io.sealpost.device.FakeLink;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.device.clock.Moment;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.TopicTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Channel A = new Channel.Readings(TestConfig.A);
  private static final Channel B = new Channel.Readings(TestConfig.B);

  private final FakeLink link = new FakeLink();
  private final FakeInbox inbox = new FakeInbox();
  private final FakeJournal urgent = new FakeJournal(100);
  private final FakeJournal readings = new FakeJournal(100);
  private final Outbox outbox = outbox(1000);
  private long sequence;
  private Moment now = at(0);

  private Outbox outbox(int backlogRate) {
    return new Outbox(
        new Outbox.Route(link, new TopicTree("farm"), TestConfig.DEVICE, inbox),
        new Lanes(urgent, readings),
        16,
        backlogRate);
  }

  private static Moment at(long millis) {
    return TestClock.at(Duration.ofMillis(millis));
  }

  private Seal.Sealed sealed(int value) {
    return new Seal.Sealed(new Counter(1, sequence++), bytes(value));
  }

  private void reading(int value) {
    outbox.keep(Lane.READINGS, A, sealed(value), now);
  }

  private void urgent(int value) {
    outbox.keep(Lane.URGENT, B, sealed(value), now);
  }

  private void answer(int value) {
    outbox.answer(sealed(value), now);
  }

  private long kept() {
    return outbox.stats(now).messages();
  }

  private void tick(long millis) {
    now = at(millis);
    outbox.tick(now);
    inbox.run(now.nanos());
  }

  private static byte[] bytes(int value) {
    return new byte[] {(byte) value};
  }

  private void connect() {
    link.connect();
    outbox.connected(now);
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
    reading(1);
    OutgoingMessage message = link.received().get(0);
    assertEquals("farm/rpi-07/a", message.topic());
    assertArrayEquals(bytes(1), message.payload());
    assertFalse(message.retained());
  }

  @Test
  void publishesAnAnswerOnItsTopicAndNotRetained() {
    connect();
    answer(1);
    OutgoingMessage message = link.received().get(0);
    assertEquals("farm/rpi-07/control/ack", message.topic());
    assertFalse(message.retained());
  }

  @Test
  void saysWhatIsOfThePresentRetained() {
    connect();
    outbox.say(Channel.Fixed.STATUS, bytes(1), () -> {});
    OutgoingMessage message = link.received().get(0);
    assertEquals("farm/rpi-07/status", message.topic());
    assertTrue(message.retained());
  }

  @Test
  void keepsReadingsUntilThereIsAConnection() {
    reading(1);
    reading(2);
    assertEquals(2, kept());
    connect();
    assertEquals(List.of(1, 2), values());
    assertEquals(0, kept());
  }

  @Test
  void forgetsWhatWasOfThePresentWhenThereIsNoConnection() {
    List<String> told = new ArrayList<>();
    outbox.say(Channel.Fixed.HELLO, bytes(1), () -> told.add("not said"));
    assertEquals(List.of(), told, "on the agent's thread, not on that of the link");
    connect();
    assertEquals(List.of(), values());
    assertEquals(List.of("not said"), told);
  }

  @Test
  void releasesAReadingOnlyWhenTheBrokerAcknowledgesIt() {
    link.holdAcknowledgements();
    connect();
    reading(1);
    inbox.run(0);
    assertEquals(1, kept());
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
      reading(i);
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
    tick(10);
    assertEquals(List.of(18, 19, 20), values());
    tick(20);
    assertTrue(outbox.isDone());
  }

  @Test
  void doesNotLetAnAnswerWaitBehindReadings() {
    link.holdAcknowledgements();
    connect();
    for (int i = 1; i <= 50; i++) {
      reading(i);
    }
    link.received();
    answer(99);
    assertEquals(List.of(99), values());
  }

  @Test
  void sendsAnswersFirstAfterAReconnect() {
    reading(1);
    answer(2);
    connect();
    assertEquals(List.of(2, 1), values());
  }

  @Test
  void keepsAnAnswerOverABrokenConnection() {
    link.holdAcknowledgements();
    connect();
    answer(1);
    link.received();
    lose();
    assertFalse(outbox.isDone());
    connect();
    assertEquals(List.of(1), values());
  }

  @Test
  void boundsTheAnswersThatWait() {
    for (int i = 0; i < 100; i++) {
      answer(i);
    }
    connect();
    List<Integer> sent = values();
    assertEquals(64, sent.size());
    assertEquals(36, Collections.min(sent), "the oldest go first");
  }

  @Test
  void triesAgainAfterAPauseWhenTheLinkRefusesWithoutBreaking() {
    outbox.connected(now);
    reading(1);
    inbox.run(0);
    assertEquals(Duration.ofSeconds(5).toNanos(), outbox.nextDue());
    link.connect();
    outbox.tick(at(4000));
    assertEquals(List.of(), values());
    outbox.tick(at(5000));
    assertEquals(List.of(1), values());
    assertEquals(Long.MAX_VALUE, outbox.nextDue());
  }

  @Test
  void doesNotLetWhatIsUrgentWaitBehindReadings() {
    link.holdAcknowledgements();
    connect();
    for (int i = 1; i <= 50; i++) {
      reading(i);
    }
    link.received();
    urgent(99);
    assertEquals(List.of(99), values());
  }

  @Test
  void sendsAnswersThenWhatIsUrgentThenReadingsAfterAReconnect() {
    reading(1);
    urgent(2);
    reading(3);
    answer(4);
    urgent(5);
    connect();
    assertEquals(List.of(4, 2, 5, 1, 3), values());
  }

  @Test
  void sendsABacklogAtItsRateAndWhatIsUrgentOutOfItFirst() {
    Outbox slow = outbox(10);
    for (int i = 0; i < 20; i++) {
      slow.keep(Lane.READINGS, A, sealed(i), now);
      slow.keep(Lane.URGENT, B, sealed(100 + i), now);
    }
    link.connect();
    slow.connected(now);
    inbox.run(0);
    assertEquals(16, values().size(), "a window at once");
    List<Integer> then = new ArrayList<>();
    for (long millis = 100; millis <= 800; millis += 100) {
      slow.tick(at(millis));
      inbox.run(at(millis).nanos());
      then.addAll(values());
    }
    assertEquals(List.of(108, 109, 110, 111, 112, 113, 114, 115), then, "ten a second");
  }

  @Test
  void wakesForTheNextMessageOfABacklog() {
    Outbox slow = outbox(10);
    for (int i = 0; i < 20; i++) {
      slow.keep(Lane.READINGS, A, sealed(i), now);
    }
    link.connect();
    slow.connected(now);
    inbox.run(0);
    assertEquals(at(100).nanos(), slow.nextDue());
  }

  @Test
  void givesItsJournalsTheirTimeAndWakesForThem() {
    assertEquals(Long.MAX_VALUE, outbox.nextDue());
    readings.due(Duration.ofSeconds(7));
    assertEquals(at(7000).nanos(), outbox.nextDue());
    urgent.due(Duration.ofSeconds(3));
    assertEquals(at(3000).nanos(), outbox.nextDue());
    tick(3000);
    assertEquals(1, urgent.ticks());
    assertEquals(1, readings.ticks());
  }

  @Test
  void isDoneOnlyWhenEveryLaneIs() {
    link.holdAcknowledgements();
    connect();
    urgent(1);
    assertFalse(outbox.isDone());
    link.acknowledgeAll();
    inbox.run(0);
    assertTrue(outbox.isDone());
  }

  @Test
  void keepsTheOrderOfAStreamThroughAHundredReconnects() {
    link.holdAcknowledgements();
    List<Integer> firsts = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100; i++) {
      reading(i);
      if (random.nextInt(3) == 0) {
        lose();
        connect();
      }
      for (int value : values()) {
        if (!firsts.contains(value)) {
          firsts.add(value);
        }
      }
      if (random.nextInt(3) == 0 && kept() > 0 && link.unacknowledged() > 0) {
        link.acknowledge(0);
        inbox.run(0);
      }
    }
    lose();
    connect();
    link.acknowledgeAll();
    for (int millis = 1; !outbox.isDone(); millis++) {
      tick(millis);
    }
    values().stream().filter(value -> !firsts.contains(value)).forEach(firsts::add);
    assertEquals(IntStream.range(0, 100).boxed().toList(), firsts);
    assertTrue(outbox.isDone());
  }
}
