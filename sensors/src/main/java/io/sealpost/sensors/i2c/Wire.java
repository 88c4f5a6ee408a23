package io.sealpost.sensors.i2c;

/** Numbers as chips send them. */
final class Wire {
  private Wire() {}

  /**
   * 16 bits, the upper byte first.
   *
   * @param index of the upper byte
   * @return 0 to 0xFFFF
   */
  static int word(byte[] wire, int index) {
    return (wire[index] & 0xFF) << 8 | (wire[index + 1] & 0xFF);
  }

  /**
   * 16 bits, the lower byte first.
   *
   * @param index of the lower byte
   * @return 0 to 0xFFFF
   */
  static int littleWord(byte[] wire, int index) {
    return (wire[index + 1] & 0xFF) << 8 | (wire[index] & 0xFF);
  }

  /**
   * 20 bits in the upper end of three bytes, the uppermost first.
   *
   * @param index of the first
   * @return 0 to 0xFFFFF
   */
  static int upper20(byte[] wire, int index) {
    return (word(wire, index) << 4) | ((wire[index + 2] & 0xFF) >> 4);
  }

  /**
   * Refuses what is no 16 bits.
   *
   * @throws IllegalArgumentException if {@code bits} is not 0 to 0xFFFF
   */
  static int require16(int bits) {
    if (bits < 0 || bits > 0xFFFF) {
      throw new IllegalArgumentException("word " + bits + " must be 0 to 65535");
    }
    return bits;
  }
}
