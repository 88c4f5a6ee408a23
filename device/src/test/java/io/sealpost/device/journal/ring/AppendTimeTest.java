package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.clock.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendTimeTest {
  private static final Instant WALL = Instant.parse("2027-03-01T12:00:00.123Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Moment moment(Duration uptime, Instant wall) {
    return new Moment(uptime, wall, true);
  }

  private static Moment unsynchronised(Duration uptime, Instant wall) {
    return new Moment(uptime, wall, false);
  }

  @Test
  void remembersBothClocksToTheMillisecond() {
    assertEquals(
        new AppendTime(1_500, WALL.toEpochMilli()),
        AppendTime.of(moment(Duration.ofMillis(1_500).plusNanos(999), WALL.plusNanos(999))));
  }

  @Test
  void doesNotRememberAWallClockThatCannotBeTrusted() {
    assertEquals(
        new AppendTime(1_500, AppendTime.UNKNOWN),
        AppendTime.of(unsynchronised(Duration.ofMillis(1_500), WALL)));
  }

  @Test
  void doesNotRememberAWallClockThatDoesNotFit() {
    assertEquals(
        new AppendTime(0, AppendTime.UNKNOWN), AppendTime.of(moment(Duration.ZERO, Instant.MAX)));
    assertEquals(
        new AppendTime(0, AppendTime.UNKNOWN), AppendTime.of(moment(Duration.ZERO, Instant.MIN)));
  }

  @Test
  void agesByTheUptimeWithinOneRunWhateverTheWallClockSays() {
    AppendTime time = AppendTime.of(moment(Duration.ofMinutes(10), WALL));
    Moment later = moment(Duration.ofMinutes(10).plus(HOUR), WALL.minusSeconds(86_400));
    assertEquals(HOUR, time.age(later, true));
  }

  @Test
  void isNeverYoungerThanNow() {
    AppendTime time = AppendTime.of(moment(Duration.ofMinutes(10), WALL));
    assertEquals(Duration.ZERO, time.age(moment(Duration.ofMinutes(9), WALL), true));
  }

  @Test
  void agesByTheWallClockFromRunToRun() {
    AppendTime time = AppendTime.of(moment(Duration.ofDays(100), WALL));
    Moment later = moment(Duration.ofMinutes(1), WALL.plus(HOUR));
    assertEquals(HOUR, time.age(later, false));
  }

  @Test
  void isAtLeastAsOldAsTheRunIfAnEarlierOneAppendedIt() {
    AppendTime time = AppendTime.of(moment(Duration.ZERO, WALL));
    Moment setBack = moment(HOUR, WALL.minusSeconds(1));
    assertEquals(HOUR, time.age(setBack, false));
    Moment lessThanTheRun = moment(HOUR, WALL.plusSeconds(1));
    assertEquals(HOUR, time.age(lessThanTheRun, false));
  }

  @Test
  void ignoresAWallClockThatWasOrIsNotTrusted() {
    AppendTime unknown = AppendTime.of(unsynchronised(Duration.ZERO, WALL));
    assertEquals(HOUR, unknown.age(moment(HOUR, WALL.plus(Duration.ofDays(9))), false));
    AppendTime known = AppendTime.of(moment(Duration.ZERO, WALL));
    assertEquals(HOUR, known.age(unsynchronised(HOUR, WALL.plus(Duration.ofDays(9))), false));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE + 1, 0})
  void survivesAbsurdClocks(long wallMillis) {
    AppendTime time = new AppendTime(0, wallMillis);
    Duration future = time.age(moment(HOUR, Instant.MIN), false);
    assertEquals(HOUR, future);
    Duration past = time.age(moment(HOUR, Instant.MAX), false);
    assertTrue(past.compareTo(HOUR) >= 0);
  }
}
