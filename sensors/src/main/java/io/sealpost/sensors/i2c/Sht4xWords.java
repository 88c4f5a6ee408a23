package io.sealpost.sensors.i2c;

/**
 * What an SHT4x measured.
 *
 * <p>Source: Sensirion data sheet SHT4x version 6, section 4.6.
 *
 * @param temperature 16 bits
 * @param humidity 16 bits
 */
record Sht4xWords(int temperature, int humidity) {
  private static final double FULL = 0xFFFF;

  /**
   * @throws IllegalArgumentException if either is not 0 to 0xFFFF
   */
  Sht4xWords {
    Wire.require16(temperature);
    Wire.require16(humidity);
  }

  /** Degrees Celsius, -45 to 130. */
  double celsius() {
    return 175 * temperature / FULL - 45;
  }

  /** Relative humidity in percent; the formula reaches from -6 to 119, what is outside is cut. */
  double humidityPercent() {
    return Math.max(0, Math.min(100, 125 * humidity / FULL - 6));
  }
}
