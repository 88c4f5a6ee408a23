package io.sealpost.sensors.guard;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * A thermometer with the guards that hold for all of them.
 *
 * <p>A failure goes through at once and makes the median begin anew: neither does it hide that a
 * sensor fails, nor does a value from before stand in for one from after.
 */
public final class GuardedSensor implements Sensor {
  private static final double PER_DEGREE = 1e6;

  private final Sensor sensor;
  private final Guards guards;
  private final LongSupplier nanos;
  private final SensorDescriptor descriptor;

  // Owned by the sampling thread.
  private final Optional<StuckWatch> stuck;
  private final MedianFilter celsius;
  private final MedianFilter humidity;
  private final MedianFilter pressure;

  /** What a sensor said, as it said it: when it was said is no part of it. */
  private record Raw(double celsius, OptionalDouble humidity, OptionalDouble pressure) {}

  /**
   * @param sensor whose readings are temperatures; closed with this
   * @param nanos a monotonic clock
   */
  public GuardedSensor(Sensor sensor, Guards guards, LongSupplier nanos) {
    this.sensor = sensor;
    this.guards = guards;
    this.nanos = nanos;
    this.descriptor = descriptor(sensor.descriptor(), guards);
    this.stuck = guards.stuckAfter().map(StuckWatch::new);
    this.celsius = new MedianFilter(guards.median());
    this.humidity = new MedianFilter(guards.median());
    this.pressure = new MedianFilter(guards.median());
  }

  private static SensorDescriptor descriptor(SensorDescriptor inner, Guards guards) {
    return new SensorDescriptor(
        inner.stream(),
        inner.unit(),
        inner.minimum() + guards.offset(),
        inner.maximum() + guards.offset(),
        inner.resolution(),
        inner.simulated(),
        inner.source() + guards.words().map(words -> " (" + words + ")").orElse(""));
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    try {
      return corrected(checked(measured(now)));
    } catch (SensorException e) {
      celsius.clear();
      humidity.clear();
      pressure.clear();
      throw e;
    }
  }

  private Reading measured(ReadingTime now) throws SensorException {
    try {
      return sensor.sample(now);
    } catch (SensorException e) {
      // While it does not answer it is not stuck, whatever it says when it is back.
      stuck.ifPresent(StuckWatch::clear);
      throw e;
    }
  }

  private Reading.Temperature checked(Reading measured) throws SensorException {
    if (!(measured instanceof Reading.Temperature reading)) {
      throw fault("gave another reading than a temperature: it cannot be guarded");
    }
    SensorDescriptor raw = sensor.descriptor();
    if (!raw.covers(reading.celsius())) {
      throw fault(
          "says %s degrees Celsius, outside its range of %s to %s: check the sensor"
              .formatted(reading.celsius(), raw.minimum(), raw.maximum()));
    }
    refuseStuck(reading);
    return reading;
  }

  private Reading corrected(Reading.Temperature reading) {
    return new Reading.Temperature(
        reading.time(),
        reading.simulated(),
        rounded(celsius.add(reading.celsius()) + guards.offset()),
        filtered(humidity, reading.humidityPercent()),
        filtered(pressure, reading.pressurePascal()));
  }

  /** What addition of binary fractions leaves behind the last digit would be told otherwise. */
  private static double rounded(double celsius) {
    return Math.rint(celsius * PER_DEGREE) / PER_DEGREE;
  }

  private static OptionalDouble filtered(MedianFilter filter, OptionalDouble value) {
    return value.isPresent()
        ? OptionalDouble.of(filter.add(value.getAsDouble()))
        : OptionalDouble.empty();
  }

  private void refuseStuck(Reading.Temperature reading) throws SensorException {
    if (stuck.isPresent()) {
      Raw raw = new Raw(reading.celsius(), reading.humidityPercent(), reading.pressurePascal());
      Optional<Duration> same = stuck.get().look(raw, nanos.getAsLong());
      if (same.isPresent()) {
        throw fault(
            "has said exactly %s degrees Celsius for %d min: it seems to be stuck; restart it, or"
                    .formatted(reading.celsius(), same.get().toMinutes())
                + " say stuck-after = \"off\" if it is that steady");
      }
    }
  }

  private SensorException fault(String why) {
    return new SensorException(Kind.BAD_READING, sensor.descriptor().source() + " " + why);
  }

  @Override
  public Optional<SensorException> partialFailure() {
    return sensor.partialFailure();
  }

  @Override
  public void onNews(Runnable news) {
    sensor.onNews(news);
  }

  @Override
  public void close() {
    sensor.close();
  }
}
