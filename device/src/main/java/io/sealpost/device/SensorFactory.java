package io.sealpost.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.SensorSettings;
import io.sealpost.device.config.Source;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.guard.GuardedSensor;
import io.sealpost.sensors.guard.Guards;
import io.sealpost.sensors.pi4j.Pi4jI2c;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.presence.PresenceSensor;
import io.sealpost.sensors.presence.RotatingAddress;
import io.sealpost.sensors.simulated.SimulatedPresence;
import io.sealpost.sensors.simulated.SimulatedThermometer;
import io.sealpost.sensors.sysfs.Ds18b20Sensor;
import io.sealpost.sensors.sysfs.HwmonSensor;
import io.sealpost.sensors.sysfs.IioSensor;
import io.sealpost.sensors.sysfs.ThermalZoneSensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/** Makes the sensors that a configuration names; touches no hardware. */
final class SensorFactory {
  private final DeviceId device;
  private final Path sysRoot;
  private final ScannerFactory scanners =
      new ScannerFactory(Optional.ofNullable(System.getenv("DBUS_SYSTEM_BUS_ADDRESS")));
  private final People people;
  private final Map<Integer, Pi4jI2c> buses = new HashMap<>();

  /**
   * @param sysRoot {@code /sys}
   * @param keys what is in the file of an identity resolving key
   */
  SensorFactory(DeviceId device, Path sysRoot, Function<Path, RotatingAddress> keys) {
    this.device = device;
    this.people = new People(keys);
    this.sysRoot = sysRoot;
  }

  /** All of them, in the order of the file. */
  static List<Sensor> all(DeviceConfig config, Path sysRoot, Function<Path, RotatingAddress> keys) {
    SensorFactory factory = new SensorFactory(config.id(), sysRoot, keys);
    return config.sensors().stream().map(factory::sensor).toList();
  }

  /** All of them, only to be looked at: nobody's secrets are needed for that. */
  static List<Sensor> listed(DeviceConfig config, Path sysRoot) {
    return all(config, sysRoot, Unread::new);
  }

  /** A key that nobody has read; each file is another one. */
  private record Unread(Path file) implements RotatingAddress {
    @Override
    public boolean made(MacAddress address) {
      return false;
    }
  }

  Sensor sensor(SensorSettings settings) {
    StreamName stream = settings.stream();
    Source source = settings.source();
    if (source instanceof Source.Presence presence) {
      return presence(stream, presence);
    } else if (source instanceof Source.SimulatedPresence) {
      return new SimulatedPresence(stream, seed(stream));
    }
    Guards guards = settings.rules().guards();
    return new GuardedSensor(thermometer(stream, source), guards, System::nanoTime);
  }

  private Sensor presence(StreamName stream, Source.Presence presence) {
    List<KnownPerson> known = people.known(presence.people());
    return new PresenceSensor(
        stream, known, presence.rules(), scanners.all(presence.scanners(), known));
  }

  private Sensor thermometer(StreamName stream, Source source) {
    if (source instanceof Source.ThermalZone zone) {
      return new ThermalZoneSensor(stream, sysRoot, zone.zone());
    } else if (source instanceof Source.Hwmon hwmon) {
      return new HwmonSensor(stream, sysRoot, hwmon.chip(), hwmon.input());
    } else if (source instanceof Source.Iio iio) {
      return new IioSensor(stream, sysRoot, iio.device(), iio.channel());
    } else if (source instanceof Source.Ds18b20 probe) {
      return new Ds18b20Sensor(stream, sysRoot, probe.id());
    } else if (source instanceof Source.I2cChip chip) {
      Pi4jI2c bus = buses.computeIfAbsent(chip.bus(), Pi4jI2c::new);
      return chip.type().sensor(stream, bus, chip.address());
    }
    return new SimulatedThermometer(stream, seed(stream));
  }

  /** The same at every start, another for every stream. */
  private long seed(StreamName stream) {
    CRC32 crc = new CRC32();
    crc.update((device + "/" + stream).getBytes(UTF_8));
    return crc.getValue() % 10_000;
  }
}
