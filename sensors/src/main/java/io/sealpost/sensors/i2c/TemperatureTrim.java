package io.sealpost.sensors.i2c;

/**
 * How one BME280 or BMP280 turns its raw temperature into degrees: constants from its factory.
 *
 * <p>Source: Bosch BST-BMP280-DS001 sections 3.11.2 and 3.11.3 (the same in BST-BME280-DS002
 * section 4.2): integers, as the chip's maker computes them, so that results agree to the last
 * digit.
 *
 * @param t1 0 to 0xFFFF; never 0 in a chip that was trimmed
 * @param t2 signed, 16 bits
 * @param t3 signed, 16 bits
 */
record TemperatureTrim(int t1, int t2, int t3) {
  /**
   * Reads it.
   *
   * @param wire registers from 0x88 on, at least 6 bytes
   */
  static TemperatureTrim of(byte[] wire) {
    return new TemperatureTrim(
        Wire.littleWord(wire, 0),
        (short) Wire.littleWord(wire, 2),
        (short) Wire.littleWord(wire, 4));
  }

  /**
   * The fine temperature that everything else is corrected with, in 1/5120 degrees.
   *
   * @param raw 0 to 0xFFFFF
   */
  int fine(int raw) {
    int coarse = (raw >> 3) - (t1 << 1);
    int middle = (raw >> 4) - t1;
    int linear = (int) (((long) coarse * t2) >> 11);
    int square = (int) (((long) middle * middle) >> 12);
    return linear + (int) (((long) square * t3) >> 14);
  }

  /**
   * Degrees Celsius, in steps of a hundredth.
   *
   * @param fine from {@link #fine}
   */
  static double celsius(int fine) {
    return ((fine * 5 + 128) >> 8) / 100.0;
  }
}
