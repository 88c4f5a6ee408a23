package io.sealpost.sensors.i2c;

/**
 * What an SHT31 measured.
 *
 * <p>Source: Sensirion data sheet SHT3x-DIS version 7, section 4.13.
 *
 * @param temperature 16 bits
 * @param humidity 16 bits
 */
record Sht31Words(int temperature, int humidity) {
  private static final double FULL = 0xFFFF;

  /**
   * @throws IllegalArgumentException if either is not 0 to 0xFFFF
   */
  Sht31Words {
    Wire.require16(temperature);
    Wire.require16(humidity);
  }

  /** Degrees Celsius, -45 to 130. */
  double celsius() {
    return 175 * temperature / FULL - 45;
  }

  /** Relative humidity in percent, 0 to 100. */
  double humidityPercent() {
    return 100 * humidity / FULL;
  }
}
