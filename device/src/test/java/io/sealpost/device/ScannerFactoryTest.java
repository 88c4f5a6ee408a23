package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.ScannerSettings;
import io.sealpost.device.config.ScannerSettings.Mode;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.presence.Scanner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerFactoryTest {
  private static final KnownPerson FRANK =
      new KnownPerson(
          "Frank",
          List.of(new Identity.Bluetooth(new MacAddress("88:29:9C:00:61:A9"))),
          Optional.empty());

  private static ScannerSettings bluetooth(Mode mode) {
    return new ScannerSettings.Bluetooth(
        "hci1", mode, Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ZERO, false);
  }

  private static List<Scanner> all(List<ScannerSettings> settings) {
    return new ScannerFactory(Optional.empty()).all(settings, List.of(FRANK));
  }

  @Test
  void makesEveryKindInTheOrderOfTheConfiguration() {
    List<ScannerSettings> settings =
        List.of(
            bluetooth(Mode.ACTIVE),
            new ScannerSettings.Neighbours("eth0"),
            new ScannerSettings.AccessPoint("wlan0"),
            new ScannerSettings.Esp32(Path.of("/dev/ttyUSB0"), 115_200));
    List<Scanner> scanners = all(settings);
    assertEquals(
        List.of(Radio.BLUETOOTH, Radio.LAN, Radio.WIFI, Radio.BLUETOOTH),
        scanners.stream().map(Scanner::radio).toList());
    assertEquals(
        settings.stream().map(ScannerSettings::radio).toList(),
        scanners.stream().map(Scanner::radio).toList());
    assertEquals(4, scanners.stream().map(Scanner::name).distinct().count());
    scanners.forEach(Scanner::close);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void knowsEveryModeOfBluetooth(Mode mode) {
    Scanner scanner = all(List.of(bluetooth(mode))).get(0);
    assertEquals("hci1", scanner.name());
    assertTrue(scanner.canAsk(FRANK));
    scanner.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tcp:host=localhost,port=1", "unix:path=/run/dbus/other"})
  void takesAnotherBusOnlyIfItIsAUnixSocket(String bus) {
    Scanner scanner =
        new ScannerFactory(Optional.of(bus))
            .all(List.of(bluetooth(Mode.LE)), List.of(FRANK))
            .get(0);
    assertEquals("hci1", scanner.name());
    scanner.close();
  }
}
