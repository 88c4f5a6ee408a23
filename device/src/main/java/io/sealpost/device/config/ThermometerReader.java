package io.sealpost.device.config;

import io.sealpost.sensors.i2c.ChipType;

/** Reads what is special to a {@code [[sensor]]} of each kind of thermometer. */
final class ThermometerReader {
  private ThermometerReader() {}

  static Source thermalZone(TomlTable table) throws ConfigException {
    return new Source.ThermalZone(table.required("zone", Texts::kernelName));
  }

  static Source hwmon(TomlTable table) throws ConfigException {
    return new Source.Hwmon(
        table.required("chip", Texts::kernelName),
        table.required("input", ThermometerReader::hwmonInput));
  }

  static Source iio(TomlTable table) throws ConfigException {
    return new Source.Iio(
        table.required("device", Texts::kernelName),
        table.optional("channel", ThermometerReader::iioChannel).orElse("temp"));
  }

  static Source ds18b20(TomlTable table) throws ConfigException {
    return new Source.Ds18b20(table.required("id", ThermometerReader::ds18b20Id));
  }

  static Source i2c(ChipType chip, TomlTable table) throws ConfigException {
    int address =
        table.integer("address", chip.firstAddress(), chip.firstAddress(), chip.lastAddress());
    return new Source.I2cChip(chip, table.integer("bus", 1, 0, 255), address);
  }

  private static String hwmonInput(String text) {
    return Texts.matching(text, "temp[0-9]{1,3}", "temp and a number, \"temp1\" for instance");
  }

  private static String iioChannel(String text) {
    return Texts.matching(
        text,
        "temp[0-9]{0,3}(_ambient|_object)?",
        "temp, perhaps with a number, \"temp0\" for instance");
  }

  private static String ds18b20Id(String text) {
    return Texts.matching(
        text,
        "28-[0-9a-f]{12}",
        "28- and 12 lower-case hexadecimal digits, see /sys/bus/w1/devices");
  }
}
