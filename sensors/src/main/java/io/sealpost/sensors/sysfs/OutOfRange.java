package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Path;

/** The check that all sensors of sysfs end with. */
final class OutOfRange {
  private OutOfRange() {}

  /**
   * Refuses what the sensor cannot report.
   *
   * @param file what was read
   * @param celsius what it said, in degrees Celsius
   * @param descriptor whose range holds
   * @return {@code celsius}
   */
  static double refuse(Path file, double celsius, SensorDescriptor descriptor)
      throws SensorException {
    if (descriptor.covers(celsius)) {
      return celsius;
    }
    throw new SensorException(
        Kind.BAD_READING,
        "%s says %s degrees Celsius, but %s reports %s to %s: check the sensor and its driver"
            .formatted(
                file, celsius, descriptor.source(), descriptor.minimum(), descriptor.maximum()));
  }
}
