package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.clock.Boots;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Hello.BootStart;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of readings and of the hello when the clock is wrong, or is set. */
class AgentClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final TestClock time = new TestClock();

  private Boot boot() {
    return new Boot.Setup(time).start();
  }

  /** The clock becomes right, and the system says so. */
  private void set(Boot boot, Instant right) {
    time.setWall(right);
    boot.tick();
    time.setSynchronised(true);
    boot.tick();
  }

  /** As a station does: by the reading's own time, else by the start of its boot. */
  private static Instant dated(Reading reading, List<BootStart> starts) {
    if (reading.time() instanceof ReadingTime.Wall wall) {
      assertTrue(wall.synchronised(), reading.toString());
      return wall.instant();
    }
    ReadingTime.SinceBoot since = assertInstanceOf(ReadingTime.SinceBoot.class, reading.time());
    return starts.stream()
        .filter(start -> start.boot().equals(since.boot()))
        .map(start -> start.started().plus(since.uptime()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2040-01-01T00:00:00Z"})
  void datesEveryReadingRightOnceTheClockIsSet(Instant wrong) throws Exception {
    time.setSynchronised(false);
    time.setWall(wrong);
    Boot boot = boot();
    boot.connect();
    for (int second = 0; second < 10; second++) {
      if (second == 5) {
        set(boot, TestClock.START.plusSeconds(5));
      }
      boot.sampled(TestConfig.A, second);
      time.advance(SECOND);
    }
    boot.lose();
    List<Reading> readings = boot.readings(TestConfig.A);
    boot.connect();
    List<BootStart> starts = boot.hello().boots();
    assertEquals(10, readings.size());
    for (int second = 0; second < 10; second++) {
      assertEquals(TestClock.START.plusSeconds(second), dated(readings.get(second), starts));
    }
  }

  @Test
  void tellsAtOnceWhenThisBootStarted() throws Exception {
    time.setSynchronised(false);
    time.setWall(LONG_AGO);
    Boot boot = boot();
    boot.connect();
    assertEquals(List.of(), boot.hello().boots());
    time.advance(SECOND);
    time.setWall(TestClock.START);
    boot.tick();
    boot.link.received();
    time.setSynchronised(true);
    boot.tick();
    Hello hello = boot.hello();
    assertEquals(
        List.of(new BootStart(TestClock.BOOT, TestClock.START.minus(SECOND))), hello.boots());
    assertTrue(hello.synchronised());
    boot.tick();
    assertEquals(List.of(), boot.on("hello"));
  }

  @Test
  void datesItselfWhatStillWaitsInABatch() throws Exception {
    time.setSynchronised(false);
    time.setWall(LONG_AGO);
    Boot boot = new Boot.Setup(time).config(TestConfig.batching(Duration.ofMinutes(1), 10)).start();
    boot.connect();
    for (int i = 0; i < 3; i++) {
      boot.sampled(TestConfig.A, i);
      time.advance(SECOND);
    }
    set(boot, TestClock.START.plusSeconds(3));
    boot.sampled(TestConfig.A, 3);
    boot.agent.stop();
    boot.settle();
    List<Reading> readings = boot.readings(TestConfig.A);
    assertEquals(4, readings.size());
    for (int i = 0; i < 4; i++) {
      assertEquals(
          new ReadingTime.Wall(TestClock.START.plusSeconds(i), true), readings.get(i).time());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {86_400, -86_400, 2, -2})
  void neitherLosesNorReordersNorMisdatesReadingsWhenTheClockIsSet(long seconds) throws Exception {
    Boot boot = boot();
    boot.connect();
    List<Integer> requested = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      if (i == 10) {
        time.setWall(time.wall().instant().plusSeconds(seconds));
      } else if (i == 20) {
        set(boot, TestClock.START.plusSeconds(20));
      }
      boot.sampled(TestConfig.A, i);
      boot.requested();
      boot.pass(SECOND);
      requested.add(boot.requested().size());
    }
    List<Reading> readings = boot.readings(TestConfig.A);
    boot.connect();
    List<BootStart> starts = boot.hello().boots();
    assertEquals(30, readings.size());
    for (int i = 0; i < 30; i++) {
      Reading.Temperature reading = assertInstanceOf(Reading.Temperature.class, readings.get(i));
      assertEquals(i, reading.celsius(), "in order");
      assertEquals(TestClock.START.plusSeconds(i), dated(reading, starts), "reading " + i);
    }
    assertTrue(requested.stream().allMatch(count -> count >= 1), "sampling does not care");
  }

  @Test
  void saysHelloAgainWhenTheClockWasSet() throws Exception {
    Boot boot = boot();
    boot.connect();
    boot.tick();
    boot.link.received();
    time.setWall(TestClock.START.plusSeconds(3600));
    boot.tick();
    assertFalse(boot.hello().synchronised(), "until the system has spoken again");
    time.setSynchronised(true);
    boot.tick();
    Hello hello = boot.hello();
    assertTrue(hello.synchronised());
    assertEquals(
        List.of(new BootStart(TestClock.BOOT, TestClock.START.plusSeconds(3600))), hello.boots());
  }

  @Test
  void noticesThatTheClockWasSetWhenNothingElseHappens() {
    Boot boot = boot();
    boot.tick();
    Duration sleep = Duration.ofNanos(boot.agent.nextDue() - boot.clock.nanos());
    assertTrue(sleep.compareTo(Duration.ofSeconds(5)) <= 0, sleep.toString());
  }

  @Test
  void tellsWhenEarlierBootsStartedWhoseClockWasNeverRight() throws Exception {
    BootId killed = new BootId("00".repeat(8));
    BootId longAgo = new BootId("11".repeat(8));
    Boots known =
        new Boots(Map.of(longAgo, TestClock.FLOOR), Map.of(killed, Duration.ofSeconds(10)))
            .with(TestClock.BOOT, Duration.ofSeconds(70));
    Boot boot = new Boot.Setup(time).boots(TestClock.BOOT, known).start();
    boot.connect();
    assertEquals(
        List.of(
            new BootStart(longAgo, TestClock.FLOOR),
            new BootStart(killed, TestClock.START.minusSeconds(60)),
            new BootStart(TestClock.BOOT, TestClock.START)),
        boot.hello().boots());
  }

  @Test
  void keepsWhatTimeItIsWhenItStops() {
    Boot boot = boot();
    time.advance(SECOND);
    boot.agent.stop();
    assertEquals(List.of(TestClock.START, TestClock.START.plus(SECOND)), boot.times.good);
  }

  @Test
  void costsAFewBytesMoreUntilTheClockIsSet() throws Exception {
    Reading dated = reading(new ReadingTime.Wall(TestClock.START.plusNanos(123_456_000), true));
    Reading bare = reading(new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ofMillis(4711)));
    Reading hinted =
        reading(
            new ReadingTime.SinceBoot(
                TestClock.BOOT,
                Duration.ofMillis(4711),
                Optional.of(TestClock.START.plusNanos(123_456_000))));
    assertEquals(List.of(24, 42, 60), List.of(size(dated), size(bare), size(hinted)));
  }

  private static Reading reading(ReadingTime time) {
    return new Reading.Temperature(time, false, 21.5);
  }

  private int size(Reading reading) {
    return boot().station.codec().readings(TestConfig.A, List.of(reading)).length;
  }
}
