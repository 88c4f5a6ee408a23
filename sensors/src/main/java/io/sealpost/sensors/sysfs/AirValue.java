package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Path;

/** The checks of what a chip says of the air beside its temperature. */
final class AirValue {
  /** Where the straight line that humidity chips are read by leaves what is possible. */
  private static final double PERCENT_BEYOND = 20;

  /** No more than what the protocol carries. */
  private static final double MAX_PASCAL = 1e7;

  private AirValue() {}

  /**
   * A relative humidity. Air that is quite dry or wet may measure a little beyond 0 or 100 per
   * cent, and is brought back (Silicon Labs Si7021 data sheet revision 1.2, section 5.1.1).
   *
   * @param file what was read
   * @param percent what it said
   * @return 0 to 100
   * @throws SensorException if it is further outside than any chip's formula leads
   */
  static double humidityPercent(Path file, double percent) throws SensorException {
    if (percent < -PERCENT_BEYOND || percent > 100 + PERCENT_BEYOND) {
      throw refused(file, percent + " per cent of humidity");
    }
    return Math.max(0, Math.min(100, percent));
  }

  /**
   * An air pressure.
   *
   * @param file what was read
   * @param pascal what it said
   * @return {@code pascal}
   * @throws SensorException if it is not above 0 and at most 10^7
   */
  static double pressurePascal(Path file, double pascal) throws SensorException {
    if (pascal <= 0 || pascal > MAX_PASCAL) {
      throw refused(file, pascal + " pascal");
    }
    return pascal;
  }

  private static SensorException refused(Path file, String value) {
    return new SensorException(
        Kind.BAD_READING,
        file + " says " + value + ", which cannot be: check the sensor and its driver");
  }
}
