package io.sealpost.device.config;

import io.sealpost.sensors.i2c.ChipType;
import io.sealpost.sensors.presence.PresenceRules;
import java.util.List;

/** What a sensor reads. */
public sealed interface Source {
  /**
   * A thermal zone of the kernel.
   *
   * @param zone its type, {@code cpu-thermal} on a Raspberry Pi
   */
  record ThermalZone(String zone) implements Source {}

  /**
   * A temperature input of a hardware monitor.
   *
   * @param chip the chip's name as the kernel says it
   * @param input {@code temp1} for instance
   */
  record Hwmon(String chip, String input) implements Source {}

  /**
   * A temperature channel of the kernel's Industrial I/O.
   *
   * @param device its name or folder, {@code bme280} or {@code iio:device0} for instance
   * @param channel {@code temp}, or one of several, {@code temp0} for instance
   */
  record Iio(String device, String channel) implements Source {}

  /**
   * A DS18B20 on the 1-Wire bus.
   *
   * @param id family code and serial number, {@code 28-0316a2b3c4d5} for instance
   */
  record Ds18b20(String id) implements Source {}

  /**
   * A chip on an I2C bus.
   *
   * @param type which
   * @param bus number of the bus, 0 to 255
   * @param address one that the chip can have
   */
  record I2cChip(ChipType type, int bus, int address) implements Source {}

  /**
   * Who is here.
   *
   * @param rules when somebody has come, and when gone
   * @param scanners 1 to 4, each of another kind
   * @param people whom to know, 1 to 64, no name and no identity twice, each audible to a scanner
   */
  record Presence(PresenceRules rules, List<ScannerSettings> scanners, List<PersonSettings> people)
      implements Source {
    public Presence {
      scanners = List.copyOf(scanners);
      people = List.copyOf(people);
    }
  }

  /** A made-up temperature. */
  record SimulatedTemperature() implements Source {}

  /** Made-up people. */
  record SimulatedPresence() implements Source {}
}
