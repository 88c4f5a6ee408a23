package io.sealpost.device.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.FakeJournal;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.device.journal.Journal;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Channel A = new Channel.Readings(TestConfig.A);
  private static final Channel B = new Channel.Readings(TestConfig.B);
  private static final ReadingTime TIME = new ReadingTime.Wall(TestClock.START, true);

  private final FakeJournal urgent = new FakeJournal(2);
  private final FakeJournal readings = new FakeJournal(2);
  private final Lanes lanes = new Lanes(urgent, readings);

  private static void append(Journal journal, Channel channel, long epoch, long sequence) {
    journal.append(
        channel,
        new Counter(epoch, sequence),
        new byte[10],
        TestClock.at(Duration.ofSeconds(sequence)));
  }

  private Journal.Stats stats() {
    return lanes.stats(TestClock.at(Duration.ofSeconds(100)));
  }

  @Test
  void areUrgentForPresenceAndHealthOnly() {
    assertEquals(Lane.URGENT, Lane.of(new Reading.Presence(TIME, false, List.of())));
    assertEquals(Lane.READINGS, Lane.of(new Reading.Temperature(TIME, false, 1)));
    assertSame(urgent, lanes.of(Lane.URGENT));
    assertSame(readings, lanes.of(Lane.READINGS));
  }

  @Test
  void addUpAndTellTheAgeOfTheOldestOfBoth() {
    append(urgent, A, 1, 40);
    append(readings, B, 1, 30);
    append(readings, B, 1, 31);
    assertEquals(3, stats().messages());
    assertEquals(30, stats().bytes());
    assertEquals(Optional.of(Duration.ofSeconds(70)), stats().oldest());
    assertEquals(Map.of(), stats().dropped());
  }

  @Test
  void tellWhatEitherGaveUp() {
    for (int i = 0; i < 4; i++) {
      append(urgent, A, 1, i);
      append(readings, B, 1, i);
    }
    append(readings, B, 1, 4);
    assertEquals(5, stats().totalDropped());
    assertEquals(
        Map.of("a", List.of(new Dropped(1, 0, 1, 2)), "b", List.of(new Dropped(1, 0, 2, 3))),
        stats().dropped());
  }

  @Test
  void tellNoMoreRangesOfOneChannelThanAHelloCarries() {
    for (int epoch = 1; epoch <= 12; epoch++) {
      append(epoch <= 6 ? urgent : readings, A, epoch, 0);
      append(epoch <= 6 ? urgent : readings, A, epoch, 1);
      append(epoch <= 6 ? urgent : readings, A, epoch, 2);
    }
    List<Dropped> dropped = stats().dropped().getOrDefault("a", List.of());
    assertEquals(8, dropped.size());
    assertEquals(12, dropped.get(7).epoch(), "the newest are told");
  }

  @Test
  void tellTheAlarmOfEither() {
    assertEquals(Optional.empty(), stats().alarm());
    urgent.fail("no space");
    assertEquals(Optional.of("no space"), stats().alarm());
    assertEquals(1, stats().errors());
    urgent.recover();
    readings.fail("read-only");
    assertEquals(Optional.of("read-only"), stats().alarm());
    assertEquals(2, stats().errors());
  }

  @Test
  void areClosedTogether() {
    lanes.close();
    assertTrue(urgent.isClosed() && readings.isClosed());
  }

  @Test
  void tellTheHighestCounterThatEitherFound() {
    assertEquals(Map.of(), lanes.newest());
    urgent.found(Map.of("a", new Counter(3, 9), "b", new Counter(3, 1)));
    readings.found(Map.of("a", new Counter(4, 0), "c", new Counter(2, 5)));
    assertEquals(
        Map.of("a", new Counter(4, 0), "b", new Counter(3, 1), "c", new Counter(2, 5)),
        lanes.newest());
  }
}
