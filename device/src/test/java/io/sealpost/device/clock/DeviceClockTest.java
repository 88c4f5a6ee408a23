package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceClockTest {
  private final TestClock time = new TestClock();
  private final DeviceClock clock = time.deviceClock();

  @Test
  void countsUptimeFromItsMaking() {
    assertEquals(0, clock.nanos());
    time.advance(Duration.ofMillis(1500));
    assertEquals(1_500_000_000, clock.nanos());
    assertEquals(Duration.ofMillis(1500), clock.now().uptime());
  }

  @Test
  void countsUptimeWhateverHappensToTheWallClock() {
    time.advance(Duration.ofSeconds(10));
    time.setWall(Instant.EPOCH);
    assertEquals(Duration.ofSeconds(10), clock.now().uptime());
  }

  @Test
  void datesReadingsByASynchronisedClock() {
    assertEquals(new ReadingTime.Wall(TestClock.START, true), clock.readingTime());
  }

  @Test
  void believesASynchronisedClockEvenBeforeTheBuild() {
    time.setWall(TestClock.FLOOR.minusSeconds(1));
    assertEquals(new ReadingTime.Wall(TestClock.FLOOR.minusSeconds(1), true), clock.readingTime());
  }

  @Test
  void datesReadingsByUptimeUnlessTheClockIsSynchronisedAndSaysWhatItShows() {
    time.setSynchronised(false);
    time.setWall(TestClock.FLOOR);
    assertEquals(
        new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ZERO, Optional.of(TestClock.FLOOR)),
        clock.readingTime());
  }

  @Test
  void saysNothingOfAClockThatCannotBeRight() {
    time.setSynchronised(false);
    time.setWall(TestClock.FLOOR.minusNanos(1));
    time.advance(Duration.ofSeconds(3));
    time.setWall(Instant.EPOCH);
    assertEquals(
        new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ofSeconds(3)), clock.readingTime());
  }

  @Test
  void datesNoReadingByAClockThatWasSetSinceItWasAnchored() {
    clock.anchor(clock.now().started());
    time.advance(Duration.ofSeconds(5));
    time.setWall(TestClock.START.plusSeconds(3605));
    assertEquals(
        new ReadingTime.SinceBoot(
            TestClock.BOOT, Duration.ofSeconds(5), Optional.of(TestClock.START.plusSeconds(3605))),
        clock.readingTime());
    assertFalse(clock.now().synchronised());
    clock.release();
    assertTrue(clock.now().synchronised());
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "-1000, true", "1001, false", "-1001, false"})
  void bearsThatAnAnchoredClockIsMovedByASecond(long millis, boolean synchronised) {
    clock.anchor(clock.now().started());
    time.setWall(TestClock.START.plusMillis(millis));
    assertEquals(synchronised, clock.now().synchronised());
  }

  @Test
  void readsBothClocksAgainWhenItWasHeldUpInBetween() {
    Deque<Long> nanos = new ArrayDeque<>(List.of(0L, 0L, 5_000_000_000L, 5_000_000_000L));
    Deque<Instant> walls =
        new ArrayDeque<>(List.of(TestClock.START.plusSeconds(5), TestClock.START.plusSeconds(5)));
    DeviceClock held =
        new DeviceClock(
            TestClock.BOOT,
            () -> nanos.size() > 1 ? nanos.remove() : nanos.element(),
            walls::remove,
            () -> true,
            TestClock.FLOOR);
    assertEquals(TestClock.START, held.now().started());
    assertTrue(walls.isEmpty());
  }

  @Test
  void datesTheStartByTheClockAsItIsSetNow() {
    time.advance(Duration.ofSeconds(30));
    time.setWall(TestClock.START.plusSeconds(3600));
    assertEquals(TestClock.START.plusSeconds(3570), clock.now().started());
  }
}
