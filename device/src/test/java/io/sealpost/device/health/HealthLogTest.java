package io.sealpost.device.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.health.HealthLog.Condition;
import io.sealpost.device.journal.Journal.Stats;
import io.sealpost.mqtt.LinkCounters;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthLogTest {
  private static final Optional<Duration> SINCE = Optional.of(Duration.ofSeconds(2));
  private static final LinkCounters LINK = new LinkCounters(3, 4, 1, 2, Optional.empty());
  private static final Condition WELL =
      condition(SINCE, Optional.of(Duration.ofSeconds(9)), Optional.empty());

  private final HealthLog log = new HealthLog();

  private static Condition condition(
      Optional<Duration> since, Optional<Duration> oldest, Optional<String> alarm) {
    return new Condition(since, new Stats(17, 4711, oldest, Map.of(), 5, 6, alarm), LINK);
  }

  private static Moment at(long seconds, boolean synchronised) {
    return new Moment(Duration.ofSeconds(seconds), TestClock.START, synchronised);
  }

  /** How many lines an hour has, looked at every second. */
  private long lines(Condition condition, boolean synchronised) {
    long lines = 0;
    for (int second = 1; second <= 3600; second++) {
      lines += log.line(condition, at(second, synchronised)).isPresent() ? 1 : 0;
    }
    return lines;
  }

  @Test
  void saysOnceAnHourThatAllIsWell() {
    assertEquals(1, lines(WELL, true));
  }

  @Test
  void saysOnceAMinuteThatThereIsNoConnection() {
    assertEquals(60, lines(condition(Optional.empty(), Optional.empty(), Optional.empty()), true));
  }

  @Test
  void saysOnceAMinuteThatTheClockIsNotSynchronised() {
    assertEquals(60, lines(WELL, false));
  }

  @Test
  void saysOnceAMinuteThatReadingsAreAtRisk() {
    assertEquals(60, lines(condition(SINCE, Optional.empty(), Optional.of("no space")), true));
  }

  @Test
  void saysOnceAMinuteThatSomethingWaits() {
    Condition waiting = condition(SINCE, Optional.of(Duration.ofSeconds(10)), Optional.empty());
    assertEquals(60, lines(waiting, true));
  }

  @Test
  void saysAMinuteAfterTheLastLineThatSomethingWentWrong() {
    assertTrue(log.line(WELL, at(3600, true)).isPresent());
    assertTrue(log.line(WELL, at(3659, false)).isEmpty());
    assertTrue(log.line(WELL, at(3660, false)).isPresent());
  }

  @Test
  void tellsAllThereIsToTell() {
    assertEquals(
        Optional.of(
            "health: connected for 3598 s, backlog 17 messages 4711 bytes oldest 9 s, dropped 5,"
                + " connects 3, failures 4, handshakes 1 full 2 resumed, journal errors 6,"
                + " clock synchronised"),
        log.line(WELL, at(3600, true)));
  }

  @Test
  void tellsWhatIsWrong() {
    Condition wrong = condition(Optional.empty(), Optional.empty(), Optional.of("read-only"));
    assertEquals(
        Optional.of(
            "health: not connected, backlog 17 messages 4711 bytes, dropped 5,"
                + " connects 3, failures 4, handshakes 1 full 2 resumed, journal errors 6,"
                + " clock not synchronised; ALARM: read-only"),
        log.line(wrong, at(60, false)));
  }

  private static Optional<String> leftBehind(long messages, Optional<String> alarm) {
    return HealthLog.leftBehind(new Stats(messages, 4711, Optional.empty(), Map.of(), 0, 0, alarm));
  }

  @Test
  void saysWhatIsSentAfterTheNextStart() {
    assertEquals(
        Optional.of(
            "17 messages (4711 bytes) were not acknowledged by the broker; those on the disk are sent"
                + " after the next start"),
        leftBehind(17, Optional.empty()));
    assertEquals(Optional.empty(), leftBehind(0, Optional.of("read-only")));
  }

  @Test
  void promisesNothingOfWhatTheDiskDoesNotHave() {
    assertEquals(
        Optional.of(
            "17 messages (4711 bytes) were not acknowledged by the broker; only those on the disk"
                + " are sent after the next start, because read-only"),
        leftBehind(17, Optional.of("read-only")));
  }
}
