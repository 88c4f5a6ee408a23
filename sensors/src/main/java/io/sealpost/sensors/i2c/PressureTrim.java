package io.sealpost.sensors.i2c;

import java.util.OptionalDouble;

/**
 * How one BME280 or BMP280 turns its raw pressure into pascals: constants from its factory.
 *
 * <p>Source: Bosch BST-BMP280-DS001 sections 3.11.2 and 3.11.3 (the same in BST-BME280-DS002
 * section 4.2), the formula for 64 bits.
 *
 * @param p1 0 to 0xFFFF; never 0 in a chip that was trimmed
 * @param p2 signed, 16 bits, as all that follow
 */
record PressureTrim(int p1, int p2, int p3, int p4, int p5, int p6, int p7, int p8, int p9) {
  private static final int FIRST = 6;

  /**
   * Reads it.
   *
   * @param wire registers from 0x88 on, at least 24 bytes
   */
  static PressureTrim of(byte[] wire) {
    return new PressureTrim(
        Wire.littleWord(wire, FIRST),
        signed(wire, 2),
        signed(wire, 3),
        signed(wire, 4),
        signed(wire, 5),
        signed(wire, 6),
        signed(wire, 7),
        signed(wire, 8),
        signed(wire, 9));
  }

  private static int signed(byte[] wire, int number) {
    return (short) Wire.littleWord(wire, FIRST + 2 * (number - 1));
  }

  /**
   * Pascals, in steps of 1/256.
   *
   * @param raw 0 to 0xFFFFF
   * @param fine from {@link TemperatureTrim#fine}
   * @return empty if these constants cannot be a chip's: they lead to a division by 0
   */
  OptionalDouble pascal(int raw, int fine) {
    long warmth = fine - 128_000L;
    long squared = warmth * warmth;
    long offset = squared * p6 + ((warmth * p5) << 17) + ((long) p4 << 35);
    long slope = ((squared * p3) >> 8) + ((warmth * p2) << 12);
    long sensitivity = (((1L << 47) + slope) * p1) >> 33;
    if (sensitivity == 0) {
      return OptionalDouble.empty();
    }
    long linear = (((0x100000L - raw) << 31) - offset) * 3125 / sensitivity;
    long coarse = linear >> 13;
    long bent = ((p9 * coarse * coarse) >> 25) + ((p8 * linear) >> 19);
    long q8 = ((linear + bent) >> 8) + ((long) p7 << 4);
    return OptionalDouble.of(q8 / 256.0);
  }
}
