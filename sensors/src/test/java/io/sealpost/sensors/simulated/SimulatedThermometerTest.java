package io.sealpost.sensors.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedThermometerTest {
  private static final StreamName STREAM = new StreamName("temperature");
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  private final SimulatedThermometer sensor = new SimulatedThermometer(STREAM, 42);

  private static double at(SimulatedThermometer sensor, long second) {
    ReadingTime time = new ReadingTime.Wall(START.plusSeconds(second), true);
    Reading.Temperature reading =
        assertInstanceOf(Reading.Temperature.class, sensor.sample(time), "reading");
    assertSame(time, reading.time());
    assertTrue(reading.simulated(), "every reading is marked");
    return reading.celsius();
  }

  @Test
  void theDescriptorSaysThatItIsSimulated() {
    assertTrue(sensor.descriptor().simulated());
    assertEquals("simulated thermometer 42", sensor.descriptor().source());
  }

  @Test
  void theSameSeedAndTimeGiveTheSameTemperature() {
    SimulatedThermometer twin = new SimulatedThermometer(STREAM, 42);
    for (int second = 0; second < 10_000; second += 37) {
      assertEquals(at(sensor, second), at(twin, second));
    }
  }

  @Test
  void anotherSeedIsAnotherRoom() {
    SimulatedThermometer other = new SimulatedThermometer(STREAM, 43);
    Set<Boolean> same = new HashSet<>();
    for (int second = 0; second < 10_000; second += 600) {
      same.add(at(sensor, second) == at(other, second));
    }
    assertTrue(same.contains(false));
  }

  @Test
  void everyValueOfAMonthIsWithinTheRangeAndAWholeStep() {
    for (int second = 0; second < 30 * 86_400; second += 61) {
      double celsius = at(sensor, second);
      assertTrue(sensor.descriptor().covers(celsius), celsius + " at " + second);
      assertEquals(0, celsius / sensor.descriptor().resolution() % 1);
    }
  }

  @Test
  void itMovesLikeARoom() {
    Set<Double> values = new HashSet<>();
    double before = at(sensor, 0);
    for (int second = 1; second < 3_600; second++) {
      double now = at(sensor, second);
      assertEquals(before, now, 0.375, "a jump at second " + second);
      values.add(now);
      before = now;
    }
    assertTrue(values.size() >= 5, "it hardly moves: " + values);
  }

  @Test
  void afternoonsAreWarmerThanNights() {
    double nights = 0;
    double afternoons = 0;
    for (int day = 0; day < 30; day++) {
      nights += at(sensor, day * 86_400L);
      afternoons += at(sensor, day * 86_400L + 43_200);
    }
    assertTrue(afternoons > nights + 30, afternoons + " and " + nights);
  }

  @Test
  void itWorksBeforeTheClockIsSet() {
    BootId boot = new BootId("0123456789abcdef");
    Reading first = sensor.sample(new ReadingTime.SinceBoot(boot, Duration.ZERO));
    Reading later = sensor.sample(new ReadingTime.SinceBoot(boot, Duration.ofHours(12)));
    assertTrue(first.simulated());
    assertNotEquals(
        assertInstanceOf(Reading.Temperature.class, first).celsius(),
        assertInstanceOf(Reading.Temperature.class, later).celsius());
    sensor.close();
  }
}
