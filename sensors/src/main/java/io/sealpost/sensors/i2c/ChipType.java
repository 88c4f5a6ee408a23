package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The chips that there are drivers for: where they live and what they can measure. */
public enum ChipType {
  /** Texas Instruments SBOS397H. */
  TMP102(0x48, 0x4B, -55, 150, Tmp102Word.RESOLUTION),
  /** Texas Instruments SNOSD82D, sections 6.3 and 7.5.3.1.2. */
  TMP117(0x48, 0x4B, -55, 150, Tmp117Word.RESOLUTION),
  /** Microchip DS25095A, section 4.1.4. */
  MCP9808(0x18, 0x1F, -40, 125, Mcp9808Word.RESOLUTION),
  /** Sensirion data sheet SHT3x-DIS version 7. */
  SHT31(0x44, 0x45, -40, 125, 0.01),
  /** Sensirion data sheet SHT4x version 6. */
  SHT4X(0x44, 0x46, -40, 125, 0.01),
  /** Bosch BST-BME280-DS002, section 6.2. */
  BME280(0x76, 0x77, -40, 85, 0.01),
  /** Bosch BST-BMP280-DS001, section 5.2. */
  BMP280(0x76, 0x77, -40, 85, 0.01);

  private final int first;
  private final int last;
  private final double coldest;
  private final double hottest;
  private final double resolution;

  ChipType(int first, int last, double coldest, double hottest, double resolution) {
    this.first = first;
    this.last = last;
    this.coldest = coldest;
    this.hottest = hottest;
    this.resolution = resolution;
  }

  /** Those that can live at an address. */
  static List<ChipType> at(int address) {
    return Stream.of(values()).filter(type -> type.livesAt(address)).toList();
  }

  /** What the configuration calls it: {@code tmp117} for instance. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What people call it. */
  String label() {
    return this == SHT4X ? "SHT4x" : name();
  }

  /** The lowest address that it can have, 7 bits; where it is unless somebody chose another. */
  public int firstAddress() {
    return first;
  }

  /** The highest address that it can have, 7 bits. */
  public int lastAddress() {
    return last;
  }

  /**
   * A sensor with this chip; touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address {@link #firstAddress()} to {@link #lastAddress()}
   * @throws IllegalArgumentException if the chip does not live at {@code address}
   */
  public Sensor sensor(StreamName stream, I2cBus bus, int address) {
    return switch (this) {
      case TMP102 -> new Tmp102Sensor(stream, bus, address);
      case TMP117 -> new Tmp117Sensor(stream, bus, address);
      case MCP9808 -> new Mcp9808Sensor(stream, bus, address);
      case SHT31 -> new Sht31Sensor(stream, bus, address);
      case SHT4X -> new Sht4xSensor(stream, bus, address);
      case BME280 -> new Bme280Sensor(stream, bus, address);
      case BMP280 -> new Bmp280Sensor(stream, bus, address);
    };
  }

  boolean livesAt(int address) {
    return address >= first && address <= last;
  }

  /**
   * What a sensor with this chip says of itself.
   *
   * @throws IllegalArgumentException if the chip does not live at {@code address}
   */
  SensorDescriptor descriptor(StreamName stream, int bus, int address) {
    if (!livesAt(address)) {
      throw new IllegalArgumentException(
          "address 0x%02X of %s %s must be 0x%02X to 0x%02X"
              .formatted(address, article(), label(), first, last));
    }
    return new SensorDescriptor(
        stream,
        SensorDescriptor.CELSIUS,
        coldest,
        hottest,
        resolution,
        false,
        "%s 0x%02X on I2C bus %d".formatted(label(), address, bus));
  }

  /** The article before {@link #label()}: some are spelled, and begin with a vowel. */
  String article() {
    return switch (this) {
      case MCP9808, SHT31, SHT4X -> "an";
      case TMP102, TMP117, BME280, BMP280 -> "a";
    };
  }
}
