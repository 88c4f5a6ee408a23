package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.device.config.PrivacySettings.People;
import io.sealpost.device.config.PrivacySettings.Pseudonyms;
import io.sealpost.device.config.ScannerSettings.Mode;
import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.PresenceRules;
import io.sealpost.sensors.presence.PresenceRules.Strangers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresenceConfigTest {
  @TempDir Path folder;

  private DeviceConfig read(String text) throws ConfigException {
    return DeviceConfigReader.read(ConfigFiles.write(folder, text));
  }

  private Source.Presence presence(String text) throws ConfigException {
    return read(text).presences().get(0);
  }

  @Test
  void readsTheRules() throws ConfigException {
    assertEquals(
        new PresenceRules(
            2, Duration.ofSeconds(45), -80, -90, Duration.ofMinutes(7), Strangers.LIST),
        presence(PresenceFiles.FULL).rules());
  }

  @Test
  void readsEveryScanner() throws ConfigException {
    assertEquals(
        List.of(
            new ScannerSettings.Bluetooth(
                "hci1",
                Mode.LE,
                Duration.ofSeconds(12),
                Duration.ofSeconds(6),
                Duration.ofSeconds(90),
                false),
            new ScannerSettings.Neighbours("eth0"),
            new ScannerSettings.AccessPoint("wlan0"),
            new ScannerSettings.Esp32(Path.of("/dev/ttyUSB0"), 921_600)),
        presence(PresenceFiles.FULL).scanners());
  }

  @Test
  void readsEverythingThatPeopleAreKnownBy() throws ConfigException {
    List<PersonSettings> people = presence(PresenceFiles.FULL).people();
    assertEquals(
        new PersonSettings(
            "Frank",
            List.of(
                new Identity.Bluetooth(new MacAddress("88:29:9C:00:61:A9")),
                new Identity.Bluetooth(new MacAddress("C0:11:22:33:44:55")),
                new Identity.IBeacon(
                    UUID.fromString("e2c56db5-dffb-48d2-b060-d0f5a71096e0"),
                    OptionalInt.empty(),
                    OptionalInt.empty()),
                new Identity.IBeacon(
                    UUID.fromString("e2c56db5-dffb-48d2-b060-d0f5a71096e1"),
                    OptionalInt.of(1),
                    OptionalInt.of(65_535)),
                new Identity.Eddystone("00010203040506070809", Optional.empty()),
                new Identity.Eddystone("aa010203040506070809", Optional.of("0a0b0c0d0e0f")),
                new Identity.BluetoothName("Keyfinder"),
                new Identity.Hardware(new MacAddress("A4:83:E7:00:00:01")),
                new Identity.Host(IpLiteral.parse("192.0.2.17").orElseThrow()),
                new Identity.Host(IpLiteral.parse("fd00::17").orElseThrow())),
            List.of(folder.resolve("frank.irk")),
            Optional.of(Duration.ofMinutes(10))),
        people.get(0));
    assertEquals("Mädchen", people.get(1).name());
    assertEquals(Optional.empty(), people.get(1).leaveAfter());
  }

  @Test
  void readsPrivacy() throws ConfigException {
    assertEquals(
        new PrivacySettings(People.PSEUDONYMS, Pseudonyms.DAILY, true),
        read(PresenceFiles.FULL).privacy());
  }

  @Test
  void fillsInWhatIsNotSaid() throws ConfigException {
    Source.Presence presence = presence(PresenceFiles.MINIMAL);
    assertEquals(PresenceRules.USUAL, presence.rules());
    assertEquals(
        List.of(
            new ScannerSettings.Bluetooth(
                "hci0",
                Mode.ACTIVE,
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofSeconds(60),
                true)),
        presence.scanners());
    assertEquals(PrivacySettings.USUAL, read(PresenceFiles.MINIMAL).privacy());
    assertEquals(
        new ScannerSettings.Esp32(Path.of("/dev/serial0"), 115_200),
        presence(
                PresenceFiles.MINIMAL.replace(
                    "[sensor.bluetooth]", "[sensor.esp32]\nport = \"/dev/serial0\""))
            .scanners()
            .get(0));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void knowsEveryModeOfBluetooth(Mode mode) throws ConfigException {
    String text =
        PresenceFiles.MINIMAL.replace(
            "[sensor.bluetooth]",
            "[sensor.bluetooth]\nmode = \"" + mode.name().toLowerCase(Locale.ROOT) + "\"");
    assertEquals(mode, ((ScannerSettings.Bluetooth) presence(text).scanners().get(0)).mode());
  }

  @ParameterizedTest
  @CsvSource({
    "enter-hits = 1, enter-hits = 10",
    "enter-window = \"1s\", enter-window = \"10m\"",
    "enter-rssi = -127, enter-rssi = 20",
    "stay-rssi = -127, enter-rssi = -70",
    "leave-after = \"60s\", leave-after = \"24h\"",
    "strangers = \"count\", strangers = \"ignore\""
  })
  void takesWhatIsJustAllowed(String least, String most) throws ConfigException {
    for (String line : new String[] {least, most}) {
      presence(PresenceFiles.MINIMAL.replace("[sensor.bluetooth]", line + "\n[sensor.bluetooth]"));
    }
  }

  @Test
  void askingCanBeSwitchedOff() throws ConfigException {
    Source.Presence presence =
        presence(
            PresenceFiles.MINIMAL.replace(
                "[sensor.bluetooth]", "[sensor.bluetooth]\nask-every = \"off\""));
    assertEquals(
        Duration.ZERO, ((ScannerSettings.Bluetooth) presence.scanners().get(0)).askEvery());
  }

  @Test
  void readsTablesOfASensorThatAreWrittenInOneLine() throws ConfigException {
    Source.Presence presence =
        presence(
            PresenceFiles.MINIMAL
                    .replace("[sensor.bluetooth]\n", "bluetooth.adapter = \"hci2\"\n")
                    .replaceAll("(?s)\\[\\[sensor.person.*", "")
                + "person = [{name = \"Anna\", bluetooth = [\"88:29:9C:00:61:A9\"]}]\n");
    assertEquals("hci2", ((ScannerSettings.Bluetooth) presence.scanners().get(0)).adapter());
    assertEquals("Anna", presence.people().get(0).name());
  }

  @Test
  void aSensorDoesNotGetTheTablesOfAnother() throws ConfigException {
    DeviceConfig config =
        read(
            PresenceFiles.FULL
                + """
                [[sensor]]
                type = "presence"
                stream = "visitors"
                interval = "30s"
                [sensor.bluetooth]
                adapter = "hci2"
                [[sensor.person]]
                name = "Frank"
                bluetooth = ["88:29:9C:00:61:A9"]
                """);
    assertEquals(2, config.presences().size());
    assertEquals(1, config.presences().get(1).scanners().size());
    assertEquals(1, config.presences().get(1).people().size());
  }
}
