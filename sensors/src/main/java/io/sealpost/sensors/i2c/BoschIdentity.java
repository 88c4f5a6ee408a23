package io.sealpost.sensors.i2c;

/**
 * What register 0xD0 of a chip at 0x76 or 0x77 says.
 *
 * <p>Sources: Bosch BST-BME280-DS002 section 5.4.1, BST-BMP280-DS001 section 4.3.1 (0x58; the
 * samples before production say 0x56 and 0x57), BST-BME680-DS001, BST-BMP180-DS000.
 *
 * @param id 8 bits
 */
record BoschIdentity(int id) {
  /** The register. */
  static final int REGISTER = 0xD0;

  boolean isBme280() {
    return id == 0x60;
  }

  boolean isBmp280() {
    return id >= 0x56 && id <= 0x58;
  }

  /** What it probably is, for people. */
  String likely() {
    return switch (id) {
      case 0x55 -> "a BMP085 or BMP180";
      case 0x56, 0x57, 0x58 -> "a BMP280";
      case 0x60 -> "a BME280";
      case 0x61 -> "a BME680 or BME688";
      default -> "no chip of this family";
    };
  }

  @Override
  public String toString() {
    return "register 0x%02X says 0x%02X".formatted(REGISTER, id);
  }
}
