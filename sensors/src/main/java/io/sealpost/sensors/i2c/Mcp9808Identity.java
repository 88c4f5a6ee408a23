package io.sealpost.sensors.i2c;

/**
 * What registers 6 and 7 of a chip at 0x18 to 0x1F say. All thermometers of JEDEC JC-42.4 have
 * them.
 *
 * <p>Sources: Microchip DS25095A sections 5.1.4 and 5.1.5; makers and types as the kernel's {@code
 * drivers/hwmon/jc42.c} knows them.
 *
 * @param maker 16 bits
 * @param device 16 bits, the type in the upper byte
 */
record Mcp9808Identity(int maker, int device) {
  /** The register of the maker. */
  static final int MAKER = 6;

  /** The register of type and revision. */
  static final int DEVICE = 7;

  private static final int MICROCHIP = 0x0054;

  /** Whether it is an MCP9808, of any revision. */
  boolean isMcp9808() {
    return maker == MICROCHIP && device >> 8 == 0x04;
  }

  /** What it probably is, for people. */
  String likely() {
    return switch (maker) {
      case MICROCHIP -> microchip();
      case 0x001F, 0x1114 -> "a thermometer of a memory module by Atmel";
      case 0x004D -> "a thermometer of a memory module by Maxim";
      case 0x00B3 -> "a thermometer of a memory module by IDT";
      case 0x104A -> "a thermometer of a memory module by STMicroelectronics";
      case 0x1131 -> "a thermometer of a memory module by NXP";
      case 0x11D4 -> "an ADT7408";
      case 0x1B09 -> "a thermometer of a memory module by ON Semiconductor";
      default -> "no thermometer of this kind";
    };
  }

  private String microchip() {
    return switch (device >> 8) {
      case 0x00 -> "an MCP9843";
      case 0x02 -> "an MCP9804";
      case 0x04 -> "an MCP9808";
      case 0x20 -> "an MCP98242";
      case 0x21 -> "an MCP98243";
      case 0x22 -> "an MCP98244";
      default -> "another thermometer by Microchip";
    };
  }

  @Override
  public String toString() {
    return "registers 0x06 and 0x07 say 0x%04X and 0x%04X".formatted(maker, device);
  }
}
