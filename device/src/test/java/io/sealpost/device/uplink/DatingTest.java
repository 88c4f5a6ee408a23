package io.sealpost.device.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sealpost.device.TestClock;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatingTest {
  private static final Instant STARTED = Instant.parse("2027-05-01T00:00:00Z");

  private static Reading temperature(ReadingTime time) {
    return new Reading.Temperature(time, true, 21.5);
  }

  private static Reading dated(Reading reading) {
    return Dating.date(reading, TestClock.BOOT, STARTED);
  }

  @Test
  void addsTheUptimeToTheStartAndChangesNothingElse() {
    ReadingTime since =
        new ReadingTime.SinceBoot(
            TestClock.BOOT, Duration.ofSeconds(90), Optional.of(TestClock.START));
    assertEquals(
        temperature(new ReadingTime.Wall(STARTED.plusSeconds(90), true)),
        dated(temperature(since)));
  }

  @Test
  void leavesAReadingThatHasItsTimeAlone() {
    for (boolean synchronised : new boolean[] {true, false}) {
      Reading reading = temperature(new ReadingTime.Wall(TestClock.START, synchronised));
      assertSame(reading, dated(reading));
    }
  }

  @Test
  void leavesAReadingOfAnotherBootAlone() {
    Reading reading =
        temperature(new ReadingTime.SinceBoot(new BootId("00".repeat(8)), Duration.ZERO));
    assertSame(reading, dated(reading));
  }

  @Test
  void leavesAReadingAloneThatNoClockCouldDate() {
    Reading reading =
        temperature(new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ofDays(36_500)));
    assertSame(reading, dated(reading));
  }

  @Test
  void leavesAloneWhatNeverWaits() {
    ReadingTime since = new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ZERO);
    Reading reading = new Reading.Presence(since, false, List.of());
    assertSame(reading, dated(reading));
  }
}
