package io.sealpost.sensors.simulated;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;

/**
 * A made-up room temperature: a daily wave around 21 degrees, a slow drift, and the flicker of the
 * last digit of a real chip. The same seed and time give the same value.
 */
public final class SimulatedThermometer implements Sensor {
  private static final double MEAN = 21;
  private static final double DAILY = 1.5;
  private static final double DRIFT = 2;
  private static final double FLICKER = 0.125;
  private static final double RESOLUTION = 0.0625;
  private static final double SECONDS_A_DAY = 86_400;
  private static final double SECONDS_A_DRIFT = 1_800;

  private final Noise drift;
  private final Noise flicker;
  private final SensorDescriptor descriptor;

  /**
   * @param stream where the readings go
   * @param seed any number; another seed is another room
   */
  public SimulatedThermometer(StreamName stream, long seed) {
    this.drift = new Noise(seed);
    this.flicker = new Noise(~seed);
    this.descriptor =
        new SensorDescriptor(
            stream,
            SensorDescriptor.CELSIUS,
            MEAN - DAILY - DRIFT - FLICKER,
            MEAN + DAILY + DRIFT + FLICKER,
            RESOLUTION,
            true,
            "simulated thermometer " + seed);
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) {
    double seconds = SimulatedClock.seconds(now);
    double exact =
        MEAN
            - DAILY * Math.cos(2 * Math.PI * seconds / SECONDS_A_DAY)
            + DRIFT * around(drift.smooth(seconds / SECONDS_A_DRIFT))
            + FLICKER * around(flicker.at((long) Math.floor(seconds)));
    double celsius = Math.round(exact / RESOLUTION) * RESOLUTION;
    return new Reading.Temperature(now, true, celsius);
  }

  @Override
  public void close() {}

  private static double around(double zeroToOne) {
    return 2 * zeroToOne - 1;
  }
}
