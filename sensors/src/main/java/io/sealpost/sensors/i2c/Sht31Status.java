package io.sealpost.sensors.i2c;

/**
 * The status register of an SHT31.
 *
 * <p>Source: Sensirion data sheet SHT3x-DIS version 7, section 4.11 and table 18.
 *
 * @param bits 16 bits
 */
record Sht31Status(int bits) {
  private static final int ALWAYS_0 = 1 << 14 | 1 << 12 | 1 << 3 | 1 << 2;
  private static final int HEATER = 1 << 13;

  /** Whether an SHT31 can say this. */
  boolean plausible() {
    return (bits & ALWAYS_0) == 0;
  }

  /** Whether it heats itself, and measures a temperature that is not that of the air. */
  boolean heating() {
    return (bits & HEATER) != 0;
  }

  @Override
  public String toString() {
    return "its status is 0x%04X".formatted(bits);
  }
}
