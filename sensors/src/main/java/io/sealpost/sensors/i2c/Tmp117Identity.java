package io.sealpost.sensors.i2c;

/**
 * What register 0x0F of a chip at 0x48 to 0x4B says.
 *
 * <p>Sources: Texas Instruments SNOSD82D section 7.6 (TMP117), SBOS740A (TMP116) and SBOS854
 * (TMP1075); a TMP102, TMP75 or LM75 looks at two bits of the register's number and gives register
 * 3, which holds 80 degrees since power-on.
 *
 * @param bits 16 bits
 */
record Tmp117Identity(int bits) {
  /** The register. */
  static final int REGISTER = 0x0F;

  private static final int REVISION = 0xF000;
  private static final int TMP1075 = 0x7500;

  /** Whether it is a TMP117, of any revision. */
  boolean isTmp117() {
    return (bits & ~REVISION) == 0x117;
  }

  private boolean isTmp116() {
    return (bits & ~REVISION) == 0x116;
  }

  /** Whether it may be a TMP102, which has no such register: no other said its name. */
  boolean maybeTmp102() {
    return !isTmp117() && !isTmp116() && bits != TMP1075;
  }

  /** What it probably is, for people. */
  String likely() {
    if (isTmp117()) {
      return "a TMP117";
    }
    if (isTmp116()) {
      return "a TMP116";
    }
    return switch (bits) {
      case TMP1075 -> "a TMP1075";
      case 0x5000 -> "a TMP102, TMP75 or LM75";
      default -> "a chip without that register, a TMP102 for instance";
    };
  }

  @Override
  public String toString() {
    return "register 0x%02X says 0x%04X".formatted(REGISTER, bits);
  }
}
