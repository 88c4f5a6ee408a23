package io.sealpost.sensors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.time.Instant;

/** What the tests of all sensors need. */
public final class Samples {
  /** A moment. */
  public static final ReadingTime NOW =
      new ReadingTime.Wall(Instant.parse("2026-11-21T12:00:00Z"), true);

  /** A stream. */
  public static final StreamName STREAM = new StreamName("temperature");

  private Samples() {}

  /** Takes one sample, which must be of {@link #NOW}, real, and within the range. */
  public static double celsius(Sensor sensor) throws SensorException {
    Reading.Temperature reading =
        assertInstanceOf(Reading.Temperature.class, sensor.sample(NOW), "reading");
    assertSame(NOW, reading.time());
    assertFalse(reading.simulated());
    assertTrue(sensor.descriptor().covers(reading.celsius()));
    return reading.celsius();
  }

  /** Takes one sample, which must fail. */
  public static SensorException fault(Sensor sensor) {
    return assertThrows(SensorException.class, () -> sensor.sample(NOW));
  }
}
