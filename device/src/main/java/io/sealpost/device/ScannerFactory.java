package io.sealpost.device;

import io.sealpost.device.config.ScannerSettings;
import io.sealpost.device.config.ScannerSettings.Mode;
import io.sealpost.sensors.bluez.BluezScanner;
import io.sealpost.sensors.bluez.BluezSettings;
import io.sealpost.sensors.esp32.Esp32Scanner;
import io.sealpost.sensors.pi4j.serial.Pi4jSerialLine;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.presence.Scanner;
import io.sealpost.sensors.wifi.AccessPointScanner;
import io.sealpost.sensors.wifi.NeighbourScanner;
import java.util.List;
import java.util.Optional;

/**
 * Makes the scanners that a configuration names; touches no hardware. Each is made in a method of
 * its own, so that a library is loaded only where a scanner needs it.
 */
final class ScannerFactory {
  private final String bus;

  /**
   * @param bus address of the system's message bus, where it is not the usual one; one that is not
   *     a Unix socket with a path is of no use and counts as absent
   */
  ScannerFactory(Optional<String> bus) {
    this.bus =
        bus.filter(address -> address.startsWith("unix:path=/")).orElse(BluezSettings.SYSTEM_BUS);
  }

  /** All of them, in the order of the configuration. */
  List<Scanner> all(List<ScannerSettings> settings, List<KnownPerson> people) {
    return settings.stream().map(each -> scanner(each, people)).toList();
  }

  private Scanner scanner(ScannerSettings settings, List<KnownPerson> people) {
    if (settings instanceof ScannerSettings.Bluetooth bluetooth) {
      return bluetooth(bluetooth, people);
    } else if (settings instanceof ScannerSettings.Neighbours lan) {
      return neighbours(lan, people);
    } else if (settings instanceof ScannerSettings.AccessPoint accessPoint) {
      return stations(accessPoint);
    }
    return esp32((ScannerSettings.Esp32) settings, people);
  }

  private Scanner bluetooth(ScannerSettings.Bluetooth settings, List<KnownPerson> people) {
    return new BluezScanner(
        new BluezSettings(
            settings.adapter(),
            mode(settings.mode()),
            settings.scan(),
            settings.pause(),
            settings.askEvery(),
            settings.powerCycle(),
            bus),
        people);
  }

  private static BluezSettings.Mode mode(Mode mode) {
    return switch (mode) {
      case ACTIVE -> BluezSettings.Mode.ACTIVE;
      case LE -> BluezSettings.Mode.LE;
      case CLASSIC -> BluezSettings.Mode.CLASSIC;
      case PASSIVE -> BluezSettings.Mode.PASSIVE;
    };
  }

  private static Scanner neighbours(ScannerSettings.Neighbours settings, List<KnownPerson> people) {
    return new NeighbourScanner(
        settings.networkInterface(), people, NeighbourScanner.DEFAULT_PERIOD);
  }

  private static Scanner stations(ScannerSettings.AccessPoint settings) {
    return new AccessPointScanner(settings.networkInterface(), AccessPointScanner.DEFAULT_PERIOD);
  }

  /** Names are in scan responses, for which devices must be asked. */
  private static Scanner esp32(ScannerSettings.Esp32 settings, List<KnownPerson> people) {
    boolean byName =
        people.stream()
            .flatMap(person -> person.identities().stream())
            .anyMatch(Identity.BluetoothName.class::isInstance);
    return new Esp32Scanner(
        new Pi4jSerialLine(settings.port().toString(), settings.baud()), byName);
  }
}
