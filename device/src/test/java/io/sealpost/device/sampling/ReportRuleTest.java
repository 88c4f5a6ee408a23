package io.sealpost.device.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReportRuleTest {
  private static final long S = 1_000_000_000;

  private final ReportRule rule = new ReportRule(new OnChange(0.1, Duration.ofMinutes(15)));
  private long now = 5 * S;

  private static Reading.Temperature reading(
      double celsius, OptionalDouble humidity, OptionalDouble pressure) {
    return new Reading.Temperature(
        new ReadingTime.Wall(TestClock.START, true), false, celsius, humidity, pressure);
  }

  private boolean reports(double celsius) {
    return rule.reports(reading(celsius, OptionalDouble.empty(), OptionalDouble.empty()), now);
  }

  private boolean reports(double humidity, double pressure) {
    return rule.reports(reading(20, OptionalDouble.of(humidity), OptionalDouble.of(pressure)), now);
  }

  @Test
  void reportsTheFirstReading() {
    assertTrue(reports(21.5));
    assertFalse(reports(21.5));
  }

  @Test
  void reportsAStepUpOrDownExactly() {
    assertTrue(reports(21.5));
    assertFalse(reports(21.59));
    assertTrue(reports(21.6));
    assertTrue(reports(21.5));
    assertFalse(reports(21.41));
    assertTrue(reports(21.4));
  }

  @Test
  void takesTenthsForWhatTheyAre() {
    for (int tenths = -500; tenths <= 500; tenths++) {
      assertTrue(reports(tenths / 10.0), tenths + " tenths");
    }
  }

  @Test
  void reportsASlowDriftBecauseItIsHeldAgainstTheLastReported() {
    List<Integer> reported = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      if (reports(20 + i / 100.0)) {
        reported.add(i);
      }
    }
    assertEquals(List.of(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100), reported);
  }

  @Test
  void reportsAtTheHeartbeatWhatDoesNotChange() {
    List<Long> reported = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    for (long second = 0; second <= 3600; second += 10) {
      // Samples end a little early or late.
      now = second * S + random.nextLong(S / 100);
      if (reports(21.5)) {
        reported.add(second);
      }
    }
    assertEquals(List.of(0L, 900L, 1800L, 2700L, 3600L), reported);
  }

  @Test
  void countsTheHeartbeatFromTheLastReport() {
    reports(20);
    now += 800 * S;
    assertTrue(reports(21));
    now += 800 * S;
    assertFalse(reports(21));
    now += 100 * S;
    assertTrue(reports(21));
  }

  @Test
  void reportsTheNextOneAfterItWasOpened() {
    reports(20);
    rule.open();
    assertTrue(reports(20));
    assertFalse(reports(20));
  }

  @Test
  void reportsWhenHumidityOrPressureChange() {
    assertTrue(reports(40, 100_000));
    assertFalse(reports(40.9, 100_049));
    assertTrue(reports(41, 100_000));
    assertTrue(reports(41, 100_050));
    assertTrue(reports(40, 100_050));
  }

  @Test
  void reportsWhenSomethingNewComesAlong() {
    assertTrue(reports(20));
    assertTrue(reports(40, 100_000));
    assertTrue(reports(20));
  }

  @Test
  void whatIsKnownIsNeverFurtherAwayThanTheStep() {
    SplittableRandom random = new SplittableRandom(6);
    double celsius = 20;
    double known = Double.NaN;
    for (int i = 0; i < 100_000; i++) {
      celsius = Math.round((celsius + random.nextDouble(-0.2, 0.2)) * 16) / 16.0;
      now += 10 * S;
      if (reports(celsius)) {
        known = celsius;
      }
      assertTrue(Math.abs(known - celsius) < 0.1);
    }
  }
}
