package io.sealpost.device.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final long MS = 1_000_000;
  private static final long S = 1000 * MS;
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private static Schedule running(Duration interval, long due) {
    return new Schedule(interval, due, true, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.1S, 0, 0",
    "PT0.1S, 0.5, 50",
    "PT1S, 0.999, 999",
    "PT10S, 0.5, 1000",
    "PT24H, 0.999, 1998"
  })
  void startsWithinTheIntervalAndWithinTwoSeconds(
      Duration interval, double fraction, long expectedMillis) {
    Schedule schedule = Schedule.starting(interval, 5 * S, fraction);
    assertEquals(5 * S + expectedMillis * MS, schedule.due());
  }

  @Test
  void isDueFromItsSlotOn() {
    Schedule schedule = running(TEN_SECONDS, 7 * S);
    assertFalse(schedule.isDue(7 * S - 1));
    assertTrue(schedule.isDue(7 * S));
    assertTrue(schedule.isDue(8 * S));
  }

  @Test
  void staysOnItsGridHoweverLateItIsServed() {
    Schedule schedule = running(TEN_SECONDS, 0);
    SplittableRandom random = new SplittableRandom(1);
    for (long slot = 1; slot <= 100_000; slot++) {
      schedule = schedule.after(schedule.due() + random.nextLong(10 * S));
      assertEquals(slot * 10 * S, schedule.due());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "9, 10", "10, 20", "19, 20", "20, 30", "95, 100", "100, 110"})
  void leavesMissedSlotsOutInsteadOfMakingUpForThem(long servedAt, long nextDue) {
    assertEquals(nextDue * S, running(TEN_SECONDS, 0).after(servedAt * S).due());
  }

  @Test
  void countsAShorterIntervalFromTheLastSlot() {
    Schedule changed = running(TEN_SECONDS, 20 * S).every(Duration.ofSeconds(4), 12 * S);
    assertEquals(14 * S, changed.due());
    assertEquals(18 * S, changed.after(14 * S).due());
  }

  @Test
  void isDueNowIfTheShorterIntervalHasPassedAlready() {
    Schedule changed = running(TEN_SECONDS, 20 * S).every(Duration.ofSeconds(1), 15 * S);
    assertEquals(15 * S, changed.due());
    assertEquals(16 * S, changed.after(15 * S).due());
  }

  @Test
  void countsALongerIntervalFromTheLastSlot() {
    assertEquals(70 * S, running(TEN_SECONDS, 20 * S).every(Duration.ofSeconds(60), 12 * S).due());
  }

  @Test
  void keepsItsStartWhenTheIntervalChangesBeforeIt() {
    Schedule starting = Schedule.starting(TEN_SECONDS, 0, 0.5);
    assertEquals(S, starting.every(Duration.ofHours(1), 0).due());
    assertEquals(S, starting.every(Duration.ofMillis(100), 0).due());
  }

  @Test
  void isDueNoLaterThanItsIntervalAfterAnyChange() {
    SplittableRandom random = new SplittableRandom(2);
    Schedule schedule = running(TEN_SECONDS, 0);
    long now = 0;
    for (int i = 0; i < 100_000; i++) {
      now += random.nextLong(20 * S);
      if (schedule.isDue(now)) {
        schedule = schedule.after(now);
      }
      Duration interval = Duration.ofMillis(random.nextLong(100, 60_000));
      schedule = schedule.every(interval, now);
      assertTrue(schedule.due() >= now, "never in the past");
      assertTrue(schedule.due() - now <= interval.toNanos(), "never beyond an interval");
    }
  }

  @Test
  void runsForYearsWithoutOverflow() {
    long now = Duration.ofDays(100 * 365).toNanos();
    Schedule schedule = running(Duration.ofMillis(100), 0).after(now);
    assertTrue(schedule.due() > now);
    assertTrue(schedule.due() - now <= 100 * MS);
  }

  /** Every slot at which a sensor that never works is tried, in seconds. */
  private static List<Long> tries(Duration interval, int count) {
    Schedule schedule = running(interval, 0);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seconds.add(schedule.due() / S);
      schedule = schedule.after(schedule.due()).failed();
    }
    return seconds;
  }

  @Test
  void triesAgainEverMoreSlowly() {
    assertEquals(List.of(0L, 1L, 3L, 7L, 15L, 31L, 56L, 81L), tries(Duration.ofSeconds(1), 8));
    assertEquals(List.of(0L, 10L, 30L, 50L, 70L), tries(TEN_SECONDS, 5));
  }

  @Test
  void triesAgainAtItsIntervalIfThatIsLong() {
    assertEquals(List.of(0L, 60L, 120L, 180L), tries(Duration.ofSeconds(60), 4));
    assertEquals(List.of(0L, 25L, 50L, 75L), tries(Duration.ofSeconds(25), 4));
    assertEquals(List.of(0L, 13L, 26L, 39L), tries(Duration.ofSeconds(13), 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.1S", "PT0.25S", "PT1S", "PT7S", "PT12.5S", "PT26S", "PT24H"})
  void neverWaitsLongerThanTheCapOrTheInterval(Duration interval) {
    Duration longest =
        interval.compareTo(Schedule.LONGEST_RETRY) > 0 ? interval : Schedule.LONGEST_RETRY;
    Schedule schedule = running(interval, 0);
    for (int i = 0; i < 1000; i++) {
      Schedule failed = schedule.after(schedule.due()).failed();
      assertTrue(failed.due() - schedule.due() <= longest.toNanos());
      assertTrue(failed.due() - schedule.due() >= interval.toNanos());
      assertEquals(0, failed.due() % interval.toNanos(), "stays on its grid");
      schedule = failed;
    }
  }

  @Test
  void returnsToItsIntervalAtTheFirstSuccess() {
    Schedule schedule = running(Duration.ofSeconds(1), 0);
    for (int i = 0; i < 4; i++) {
      schedule = schedule.after(schedule.due()).failed();
    }
    assertEquals(15 * S, schedule.due());
    schedule = schedule.after(15 * S).succeeded();
    assertEquals(16 * S, schedule.due());
    assertEquals(17 * S, schedule.after(16 * S).failed().due());
  }

  @Test
  void triesAtOnceWhenItsIntervalChanges() {
    Schedule failing = running(Duration.ofSeconds(1), 0);
    for (int i = 0; i < 5; i++) {
      failing = failing.after(failing.due()).failed();
    }
    Schedule changed = failing.every(Duration.ofSeconds(2), 20 * S);
    assertEquals(20 * S, changed.due());
    assertEquals(22 * S, changed.after(20 * S).failed().due());
  }
}
