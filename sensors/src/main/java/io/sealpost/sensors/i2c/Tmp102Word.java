package io.sealpost.sensors.i2c;

import java.util.OptionalDouble;

/**
 * The temperature register of a TMP102.
 *
 * <p>Source: Texas Instruments TMP102 data sheet SBOS397H, sections 7.3.1 and 7.5.2 (tables of
 * 12-bit and 13-bit formats).
 *
 * @param bits 16 bits, the first byte in the upper half
 */
record Tmp102Word(int bits) {
  /** Degrees Celsius per step in either mode. */
  static final double RESOLUTION = 0.0625;

  private static final int EXTENDED = 0b1;
  private static final int UNUSED = 0b1110;
  private static final int UNUSED_EXTENDED = 0b0110;

  /**
   * @param bits 0 to 0xFFFF
   * @throws IllegalArgumentException if {@code bits} is outside that range
   */
  Tmp102Word {
    if (bits < 0 || bits > 0xFFFF) {
      throw new IllegalArgumentException("word " + bits + " must be 0 to 65535");
    }
  }

  /**
   * Reads it as the two bytes on the wire.
   *
   * @param wire exactly 2 bytes
   */
  static Tmp102Word of(byte[] wire) {
    if (wire.length != 2) {
      throw new IllegalArgumentException(wire.length + " bytes must be 2");
    }
    return new Tmp102Word((wire[0] & 0xFF) << 8 | (wire[1] & 0xFF));
  }

  /** Whether the chip was in extended mode (13 bits) when it measured: bit 0 tells. */
  boolean extended() {
    return (bits & EXTENDED) != 0;
  }

  /** Degrees Celsius; empty if a bit is set that the chip always sends as 0. */
  OptionalDouble celsius() {
    int unused = extended() ? UNUSED_EXTENDED : UNUSED;
    if ((bits & unused) != 0) {
      return OptionalDouble.empty();
    }
    int steps = (short) bits >> (extended() ? 3 : 4);
    return OptionalDouble.of(steps * RESOLUTION);
  }

  @Override
  public String toString() {
    return "0x%04X".formatted(bits);
  }
}
