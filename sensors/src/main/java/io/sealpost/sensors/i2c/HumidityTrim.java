package io.sealpost.sensors.i2c;

/**
 * How one BME280 turns its raw humidity into percent: constants from its factory.
 *
 * <p>Source: Bosch BST-BME280-DS002 sections 4.2.2 and 4.2.3.
 *
 * @param h1 0 to 0xFF
 * @param h2 signed, 16 bits
 * @param h3 0 to 0xFF
 * @param h4 signed, 12 bits
 * @param h5 signed, 12 bits
 * @param h6 signed, 8 bits
 */
record HumidityTrim(int h1, int h2, int h3, int h4, int h5, int h6) {
  private static final long FULL = 100L << 22;

  /**
   * Reads it.
   *
   * @param first register 0xA1
   * @param wire registers 0xE1 to 0xE7; 0xE5 is shared by two constants
   */
  static HumidityTrim of(byte first, byte[] wire) {
    int shared = wire[4] & 0xFF;
    return new HumidityTrim(
        first & 0xFF,
        (short) Wire.littleWord(wire, 0),
        wire[2] & 0xFF,
        (wire[3] << 4) | (shared & 0xF),
        (wire[5] << 4) | (shared >> 4),
        wire[6]);
  }

  /**
   * Relative humidity in percent, in steps of 1/1024, cut to 0 to 100.
   *
   * @param raw 0 to 0xFFFF
   * @param fine from {@link TemperatureTrim#fine}
   */
  double percent(int raw, int fine) {
    long warmth = fine - 76_800L;
    long signal = (((long) raw << 14) - ((long) h4 << 20) - (h5 * warmth) + 16_384) >> 15;
    long bent = (((warmth * h6) >> 10) * (((warmth * h3) >> 11) + 32_768)) >> 10;
    long linear = signal * (((bent + 2_097_152) * h2 + 8_192) >> 14);
    long half = linear >> 15;
    long q22 = linear - ((((half * half) >> 7) * h1) >> 4);
    return (Math.max(0, Math.min(FULL, q22)) >> 12) / 1024.0;
  }
}
