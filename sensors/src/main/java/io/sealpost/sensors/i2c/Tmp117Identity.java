package io.sealpost.sensors.i2c;

/**
 * What register 0x0F of a chip at 0x48 to 0x4B says.
 *
 * <p>Sources: Texas Instruments SNOSD82D section 7.6.11 (TMP117), SNOSDB9 (TMP116) and SBOS854
 * (TMP1075); a TMP102, TMP75 or LM75 looks at two bits of the register's number and gives register
 * 3, which holds 80 degrees since power-on.
 *
 * @param bits 16 bits
 */
record Tmp117Identity(int bits) {
  /** The register. */
  static final int REGISTER = 0x0F;

  private static final int REVISION = 0xF000;

  /** Whether it is a TMP117, of any revision. */
  boolean isTmp117() {
    return (bits & ~REVISION) == 0x117;
  }

  /** What it probably is, for people. */
  String likely() {
    if (isTmp117()) {
      return "a TMP117";
    }
    if ((bits & ~REVISION) == 0x116) {
      return "a TMP116";
    }
    return switch (bits) {
      case 0x7500 -> "a TMP1075";
      case 0x5000 -> "a TMP102, TMP75 or LM75";
      default -> "a chip without that register, a TMP102 for instance";
    };
  }

  @Override
  public String toString() {
    return "register 0x%02X says 0x%04X".formatted(REGISTER, bits);
  }
}
