package io.sealpost.device.config;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.sensors.i2c.ChipType;
import io.sealpost.sensors.presence.PresenceRules;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a sensor reads. */
public sealed interface Source {
  /** Whether its readings are temperatures, not people. */
  default boolean isThermometer() {
    return true;
  }

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

    @Override
    public boolean isThermometer() {
      return false;
    }

    /** The Bluetooth adapter among the scanners. */
    public Optional<ScannerSettings.Bluetooth> bluetooth() {
      return scanners.stream()
          .filter(ScannerSettings.Bluetooth.class::isInstance)
          .map(ScannerSettings.Bluetooth.class::cast)
          .findFirst();
    }

    /**
     * Why a scanner must not listen as little as that; empty if it may. A pause counts as
     * listening: somebody must be heard often enough before being counted away.
     */
    public Optional<String> objection(DutyCycle duty) {
      Duration shortest =
          people.stream()
              .map(person -> person.leaveAfter().orElse(rules.leaveAfter()))
              .min(Comparator.naturalOrder())
              .orElse(rules.leaveAfter());
      return ScannerSettings.Bluetooth.listensEnough(duty, shortest)
          ? Optional.empty()
          : Optional.of(
              "leave-after %s is too short for a scan of %s and a pause of %s: it must be three pauses at least, and hold 30s of scans"
                  .formatted(
                      Durations.format(shortest),
                      Durations.format(duty.scan()),
                      Durations.format(duty.pause())));
    }
  }

  /** A made-up temperature. */
  record SimulatedTemperature() implements Source {}

  /** Made-up people. */
  record SimulatedPresence() implements Source {
    @Override
    public boolean isThermometer() {
      return false;
    }
  }
}
