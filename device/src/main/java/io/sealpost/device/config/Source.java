package io.sealpost.device.config;

import io.sealpost.sensors.i2c.ChipType;
import io.sealpost.sensors.wifi.KnownHost;
import java.time.Duration;
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
   * Who is on the same network, by the kernel's neighbour table.
   *
   * @param networkInterface {@code wlan0} for instance
   * @param hosts whom to look for, 1 to 64, no name and no hardware address twice
   * @param leaveAfter how long a host must be missed before it is away, 60 s to 24 h
   */
  record Neighbours(String networkInterface, List<KnownHost> hosts, Duration leaveAfter)
      implements Source {
    public Neighbours {
      hosts = List.copyOf(hosts);
    }
  }

  /** A made-up temperature. */
  record SimulatedTemperature() implements Source {}

  /** Made-up people. */
  record SimulatedPresence() implements Source {}
}
