package io.sealpost.sensors.i2c;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a chip probably is.
 *
 * @param what for people
 * @param types words of the configuration, the likeliest first
 * @param certain whether the chip itself said so
 */
record Guess(String what, List<String> types, boolean certain) {
  /** By its address alone. */
  static Guess at(int address) {
    List<ChipType> fitting = ChipType.at(address);
    List<String> types = fitting.stream().map(ChipType::word).toList();
    String others = others(address);
    String ours = fitting.stream().map(ChipType::label).collect(Collectors.joining(" or "));
    String what = types.isEmpty() ? others : ours + (others.isEmpty() ? "" : ", or else " + others);
    return new Guess(
        what.isEmpty() ? "unknown" : "probably " + what + " (by its address)", types, false);
  }

  static Guess of(Tmp117Identity identity) {
    if (identity.isTmp117()) {
      return certain(ChipType.TMP117, identity);
    }
    List<String> types = identity.maybeTmp102() ? List.of(ChipType.TMP102.word()) : List.of();
    return other(identity.likely(), identity, types);
  }

  static Guess of(Mcp9808Identity identity) {
    return identity.isMcp9808()
        ? certain(ChipType.MCP9808, identity)
        : other(identity.likely(), identity, List.of());
  }

  static Guess of(BoschIdentity identity) {
    if (identity.isBme280()) {
      return certain(ChipType.BME280, identity);
    }
    return identity.isBmp280()
        ? certain(ChipType.BMP280, identity)
        : other(identity.likely(), identity, List.of());
  }

  private static Guess certain(ChipType type, Object identity) {
    return new Guess(type.label() + " (" + identity + ")", List.of(type.word()), true);
  }

  private static Guess other(String likely, Object identity, List<String> types) {
    return new Guess("probably " + likely + " (" + identity + ")", types, false);
  }

  /** What else is often found at an address of a Raspberry Pi's bus. */
  private static String others(int address) {
    return switch (address & 0x78) {
      case 0x18 -> address <= 0x19 ? "an acceleration sensor (LIS3DH)" : "";
      case 0x20 -> "a port expander (MCP23017, PCF8574)";
      case 0x38 -> address >= 0x3C ? "a display (SSD1306)" : "an AHT20 or a port expander";
      case 0x40 -> address == 0x40 ? "an INA219, PCA9685 or Si7021" : "an INA219";
      case 0x48 -> "a converter (ADS1115, PCF8591)";
      case 0x50 -> "an EEPROM (of a HAT or a display)";
      case 0x68 -> "a clock (DS3231) or a motion sensor (MPU-6050)";
      case 0x70 -> "a multiplexer (TCA9548A)";
      default -> "";
    };
  }
}
