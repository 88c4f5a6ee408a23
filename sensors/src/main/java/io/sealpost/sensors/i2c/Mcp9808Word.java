package io.sealpost.sensors.i2c;

/**
 * The temperature register of an MCP9808: three flags of the alert limits, then 13 bits.
 *
 * <p>Source: Microchip MCP9808 data sheet DS25095A, section 5.1.3 and register 5-4.
 *
 * @param bits 16 bits
 */
record Mcp9808Word(int bits) {
  /** Degrees Celsius per step. */
  static final double RESOLUTION = 0.0625;

  /**
   * @param bits 0 to 0xFFFF
   * @throws IllegalArgumentException if {@code bits} is outside that range
   */
  Mcp9808Word {
    Wire.require16(bits);
  }

  /**
   * Whether this may be what the register holds before the first measurement. A measured 0 degrees
   * looks like that too, but only where the critical limit was set above 0: at power-on it is 0,
   * and the flag of having reached it is set.
   */
  boolean maybeUnmeasured() {
    return bits == 0;
  }

  /** Degrees Celsius, -256 to 256. */
  double celsius() {
    int unused = Integer.SIZE - 13;
    return (bits << unused >> unused) * RESOLUTION;
  }
}
