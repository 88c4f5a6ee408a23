package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.device.TestClock;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
  void tellsBothTimesWhileTheClockIsPlausibleButNotSynchronised() {
    time.setSynchronised(false);
    time.setWall(TestClock.FLOOR);
    assertEquals(
        new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ZERO, Optional.of(TestClock.FLOOR)),
        clock.readingTime());
  }

  @Test
  void datesReadingsByUptimeWhileTheClockCannotBeRight() {
    time.setSynchronised(false);
    time.setWall(TestClock.FLOOR.minusNanos(1));
    time.advance(Duration.ofSeconds(3));
    time.setWall(Instant.EPOCH);
    assertEquals(
        new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ofSeconds(3)), clock.readingTime());
  }

  @Test
  void datesTheStartByTheClockAsItIsSetNow() {
    time.advance(Duration.ofSeconds(30));
    time.setWall(TestClock.START.plusSeconds(3600));
    assertEquals(TestClock.START.plusSeconds(3570), clock.now().started());
  }
}
