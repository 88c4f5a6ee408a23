package io.sealpost.sensors.i2c;

import java.time.Duration;

/**
 * The configuration register of a TMP117.
 *
 * <p>Source: Texas Instruments TMP117 data sheet SNOSD82D, sections 7.4.1 and 7.6.
 *
 * @param bits 16 bits
 */
record Tmp117Configuration(int bits) {
  private static final int DATA_READY = 1 << 13;

  /**
   * @param bits 0 to 0xFFFF
   * @throws IllegalArgumentException if {@code bits} is outside that range
   */
  Tmp117Configuration {
    Wire.require16(bits);
  }

  /** Whether a conversion ended since temperature or configuration were last read. */
  boolean dataReady() {
    return (bits & DATA_READY) != 0;
  }

  /** Whether it measures again and again: MOD is 00 or 10; else it is shut down or soon will be. */
  boolean continuous() {
    return (bits >> 10 & 1) == 0;
  }

  /** From one measurement to the next, by CONV, or longer where AVG needs longer. */
  Duration cycle() {
    int standby =
        switch (bits >> 7 & 7) {
          case 0 -> 16;
          case 1 -> 125;
          case 2 -> 250;
          case 3 -> 500;
          case 4 -> 1_000;
          case 5 -> 4_000;
          case 6 -> 8_000;
          default -> 16_000;
        };
    int averaging =
        switch (bits >> 5 & 3) {
          case 0 -> 16;
          case 1 -> 125;
          case 2 -> 500;
          default -> 1_000;
        };
    return Duration.ofMillis(Math.max(standby, averaging));
  }

  @Override
  public String toString() {
    return "0x%04X".formatted(bits);
  }
}
