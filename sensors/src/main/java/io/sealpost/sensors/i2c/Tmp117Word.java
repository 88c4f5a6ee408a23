package io.sealpost.sensors.i2c;

/**
 * The temperature register of a TMP117.
 *
 * <p>Source: Texas Instruments TMP117 data sheet SNOSD82D, sections 7.3.3 (table 7-1) and 7.6.
 *
 * @param bits 16 bits, two's complement
 */
record Tmp117Word(int bits) {
  /** Degrees Celsius per step. */
  static final double RESOLUTION = 0.0078125;

  private static final int UNMEASURED = 0x8000;

  /**
   * @param bits 0 to 0xFFFF
   * @throws IllegalArgumentException if {@code bits} is outside that range
   */
  Tmp117Word {
    Wire.require16(bits);
  }

  /** Whether nothing was measured since the chip got power: -256 degrees, which it cannot reach. */
  boolean unmeasured() {
    return bits == UNMEASURED;
  }

  /** Degrees Celsius, -256 to 256. */
  double celsius() {
    return (short) bits * RESOLUTION;
  }
}
