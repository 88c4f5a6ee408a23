package io.sealpost.sensors.i2c;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.util.OptionalDouble;

/**
 * What a chip measured at once.
 *
 * @param celsius degrees Celsius
 * @param humidityPercent relative humidity, 0 to 100, where the chip measures it
 * @param pressurePascal of the air, in Pa, where the chip measures it
 */
record Measured(double celsius, OptionalDouble humidityPercent, OptionalDouble pressurePascal) {
  /** Of a chip that measures nothing else. */
  static Measured of(double celsius) {
    return new Measured(celsius, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /**
   * Cuts digits that only a formula has put there: no chip with one resolves more.
   *
   * @param value of any unit
   * @return the nearest hundredth
   */
  static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** As a reading of this time. */
  Reading at(ReadingTime now) {
    return new Reading.Temperature(now, false, celsius, humidityPercent, pressurePascal);
  }
}
