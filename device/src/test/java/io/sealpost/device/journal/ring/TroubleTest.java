package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.device.clock.Moment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private final Trouble trouble = new Trouble("readings are at risk", "all is well");

  private static Moment at(long seconds) {
    return TestClock.at(Duration.ofSeconds(seconds));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void isOffAtFirst() {
    assertFalse(trouble.isOn());
    assertFalse(trouble.isDue(at(1_000_000)));
    assertEquals(Optional.empty(), trouble.nextDue());
    assertEquals(Optional.empty(), trouble.alarm());
    assertEquals(0, trouble.attempts());
  }

  @Test
  void saysWhatHappenedSinceWhenAndWhatItMeans() {
    Moment now = new Moment(seconds(10), TestClock.START.plusMillis(999), true);
    trouble.failed("disk: broken", now);
    assertEquals(
        Optional.of("disk: broken, since 2027-03-01T12:00:00Z: readings are at risk"),
        trouble.alarm());
  }

  @Test
  void tellsTheUptimeAsLongAsTheWallClockCannotBeTrusted() {
    trouble.failed("disk: broken", new Moment(seconds(10), TestClock.START, false));
    assertEquals(
        Optional.of("disk: broken, since 10 s after the start of the agent: readings are at risk"),
        trouble.alarm());
  }

  @Test
  void beginsOnceAndKeepsItsFirstReason() {
    assertTrue(trouble.failed("first", at(0)));
    Optional<String> alarm = trouble.alarm();
    assertFalse(trouble.failed("second", at(5)));
    assertEquals(alarm, trouble.alarm());
    assertEquals(2, trouble.attempts());
  }

  @Test
  void isTriedAgainAfterPausesThatGrowToAMinute() {
    long now = 100;
    for (int pause : new int[] {5, 10, 20, 40, 60, 60}) {
      trouble.failed("broken", at(now));
      assertEquals(Optional.of(seconds(now + pause)), trouble.nextDue());
      assertFalse(trouble.isDue(at(now + pause - 1)));
      assertTrue(trouble.isDue(at(now + pause)));
      now += pause;
    }
  }

  @Test
  void beginsAnewAfterItHasEnded() {
    trouble.failed("first", at(0));
    trouble.failed("first", at(5));
    trouble.ended();
    assertFalse(trouble.isOn());
    assertFalse(trouble.isDue(at(1000)));
    assertEquals(Optional.empty(), trouble.alarm());
    assertEquals(Optional.empty(), trouble.nextDue());
    assertEquals(0, trouble.attempts());

    assertTrue(trouble.failed("second", at(1000)));
    assertTrue(trouble.alarm().orElseThrow().startsWith("second, since 2027-03-01T12:16:40Z"));
    assertEquals(Optional.of(seconds(1005)), trouble.nextDue());
    assertEquals(1, trouble.attempts());
  }
}
