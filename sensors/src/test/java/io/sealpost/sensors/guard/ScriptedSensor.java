package io.sealpost.sensors.guard;

import static io.sealpost.sensors.Samples.STREAM;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.Optional;
import java.util.OptionalDouble;

/** A thermometer from 0 to 50 degrees, set by hand. */
final class ScriptedSensor implements Sensor {
  private double celsius = 20;
  private OptionalDouble humidity = OptionalDouble.empty();
  private OptionalDouble pressure = OptionalDouble.empty();
  private boolean failing;
  private boolean closed;

  void says(double degrees) {
    celsius = degrees;
    failing = false;
  }

  void says(double degrees, double percent, double pascal) {
    says(degrees);
    humidity = OptionalDouble.of(percent);
    pressure = OptionalDouble.of(pascal);
  }

  void fails() {
    failing = true;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public SensorDescriptor descriptor() {
    return new SensorDescriptor(STREAM, SensorDescriptor.CELSIUS, 0, 50, 0.1, true, "the probe");
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    if (failing) {
      throw new SensorException(Kind.TIMED_OUT, "no answer");
    }
    return new Reading.Temperature(now, true, celsius, humidity, pressure);
  }

  @Override
  public Optional<SensorException> partialFailure() {
    return Optional.of(new SensorException(Kind.ABSENT, "its humidity is missing"));
  }

  @Override
  public void onNews(Runnable listener) {
    listener.run();
  }

  @Override
  public void close() {
    closed = true;
  }
}
