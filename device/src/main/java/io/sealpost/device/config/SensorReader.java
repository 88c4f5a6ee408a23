package io.sealpost.device.config;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.i2c.ChipType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** Reads one {@code [[sensor]]}. */
final class SensorReader {
  private SensorReader() {}

  /**
   * @param path resolves a path against the folder of the file
   */
  static SensorSettings read(TomlTable table, Format format, Function<String, Path> path)
      throws ConfigException {
    SensorType type = table.required("type", SensorType::of);
    BatchReader.refuse(table, type, format);
    table.allowing(type.keys());
    StreamName stream = table.required("stream", SensorReader::stream);
    Duration interval = table.required("interval", Texts::interval);
    return new SensorSettings(
        stream,
        interval,
        BatchReader.read(table),
        RuleReader.read(table, type.stuckAfter()),
        source(type, table, path));
  }

  private static StreamName stream(String text) {
    StreamName stream = new StreamName(text);
    if (stream.equals(DeviceConfig.HEALTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is the agent's own stream; choose another");
    }
    return stream;
  }

  private static Source source(SensorType type, TomlTable table, Function<String, Path> path)
      throws ConfigException {
    return switch (type) {
      case THERMAL_ZONE -> ThermometerReader.thermalZone(table);
      case HWMON -> ThermometerReader.hwmon(table);
      case IIO -> ThermometerReader.iio(table);
      case DS18B20 -> ThermometerReader.ds18b20(table);
      case TMP102 -> ThermometerReader.i2c(ChipType.TMP102, table);
      case TMP117 -> ThermometerReader.i2c(ChipType.TMP117, table);
      case MCP9808 -> ThermometerReader.i2c(ChipType.MCP9808, table);
      case SHT31 -> ThermometerReader.i2c(ChipType.SHT31, table);
      case SHT4X -> ThermometerReader.i2c(ChipType.SHT4X, table);
      case BME280 -> ThermometerReader.i2c(ChipType.BME280, table);
      case BMP280 -> ThermometerReader.i2c(ChipType.BMP280, table);
      case PRESENCE -> PresenceReader.read(table, path);
      case SIMULATED_TEMPERATURE -> new Source.SimulatedTemperature();
      case SIMULATED_PRESENCE -> new Source.SimulatedPresence();
    };
  }
}
