package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be wrong with presence: one line that says where, what and why. */
class WrongPresenceTest {
  @TempDir Path folder;

  private String refused(String text) {
    Path file = ConfigFiles.write(folder, text);
    String message =
        String.valueOf(
            assertThrows(ConfigException.class, () -> DeviceConfigReader.read(file)).getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private static String replaced(String line, String instead) {
    String text = PresenceFiles.FULL.replaceFirst("(?m)^" + line + ".*$", instead);
    assertNotEquals(PresenceFiles.FULL, text, "the case changes nothing");
    return text;
  }

  @Test
  void pausesThatAloneWouldMakePeopleLeaveAreRefused() {
    String text =
        PresenceFiles.FULL.replace("pause = \"6s\"", "pause = \"2m\"").replace("\"7m\"", "\"5m\"");
    String message = refused(text);
    assertTrue(message.contains("5m is too short for a scan of 12s and a pause of 2m"), message);
  }

  @Test
  void whoHasOnlyAKeyIsNotHeardByClassicBluetooth() {
    String message =
        refused(
            ConfigFiles.MINIMAL.replaceAll("(?s)\\[\\[sensor.*", "")
                + """
                [[sensor]]
                type = "presence"
                stream = "devices"
                interval = "60s"
                [sensor.bluetooth]
                mode = "classic"
                [[sensor.person]]
                name = "Anna"
                irk-files = ["anna.irk"]
                """);
    assertTrue(message.contains("in mode classic only addresses and names"), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people|people = \"all\"|privacy.people|\"all\" must be one of names, pseudonyms, counts",
        "pseudonyms|pseudonyms = \"weekly\"|privacy.pseudonyms|must be one of stable, daily",
        "addresses|addresses = 1|privacy.addresses|\"1\" must be true or false",
        "enter-hits|enter-hits = 11|sensor[1].enter-hits|must be a whole number, 1 to 10",
        "enter-hits|enter-hits = 0|sensor[1].enter-hits|1 to 10",
        "enter-window|enter-window = \"11m\"|sensor[1].enter-window|\"11m\" must be 1s to 10m",
        "enter-rssi|enter-rssi = 21|sensor[1].enter-rssi|whole number, -127 to 20",
        "enter-rssi|enter-rssi = \"-80 dBm\"|sensor[1].enter-rssi|whole number, -127 to 20",
        "stay-rssi|stay-rssi = -79|sensor[1].stay-rssi|\"-79\" must be a whole number, -127 to -80",
        "leave-after|leave-after = \"59s\"|sensor[1].leave-after|\"59s\" must be 1m to 24h",
        "strangers|strangers = \"hunt\"|sensor[1].strangers|one of ignore, count, list",
        "adapter|adapter = \"usb\"|sensor[1].bluetooth.adapter|\"hci0\"",
        "mode|mode = \"fast\"|sensor[1].bluetooth.mode|one of active, le, classic, passive",
        "scan|scan = \"4s\"|sensor[1].bluetooth.scan|\"4s\" must be 5s to 1h",
        "pause|pause = \"3m\"|sensor[1].bluetooth.pause|\"3m\" must be 0ms to 2m",
        "ask-every|ask-every = \"9s\"|sensor[1].bluetooth.ask-every|\"9s\" must be",
        "power-cycle|power-cycle = \"no\"|sensor[1].bluetooth.power-cycle|must be true or false",
        "interface = \"eth0\"|interface = \"a b\"|sensor[1].neighbours.interface|\"wlan0\" for",
        "interface = \"wlan0\"|interface = 0|sensor[1].access-point.interface|must be a string",
        "port|port = \"/dev/../etc\"|sensor[1].esp32.port|\"/dev/ttyUSB0\"",
        "port|port = \"ttyUSB0\"|sensor[1].esp32.port|\"/dev/ttyUSB0\"",
        "baud|baud = 300|sensor[1].esp32.baud|\"300\" must be",
        "baud|baud = 115201|sensor[1].esp32.baud|\"115201\" must be one of [9600, 19200",
        "name = \"Frank\"|name = \"\"|sensor[1].person[1].name|1 to 64",
        "name = \"Mädchen\"|name = \"Frank\"|sensor[1].person[2].name|\"Frank\" is there twice",
        "bluetooth =|bluetooth = \"88:29:9C:00:61:A9\"|sensor[1].person[1].bluetooth|must be a list",
        "bluetooth =|bluetooth = [1]|sensor[1].person[1].bluetooth|\"1\" must be a string",
        "bluetooth =|bluetooth = [\"88:29\"]|sensor[1].person[1].bluetooth|\"88:29\" must look like",
        "irk-files|irk-files = [\"\"]|sensor[1].person[1].irk-files|must be 1 to 4096",
        "irk-files|irk-files = [\"ec0234a357c8ad05341010a60a397d9b\"]|sensor[1].person[1].irk-files|is a key itself",
        "ibeacons|ibeacons = [\"e2c56db5\"]|sensor[1].person[1].ibeacons|\"e2c56db5\" must be a UUID",
        "eddystones|eddystones = [\"00\"]|sensor[1].person[1].eddystones|namespace of 20",
        "bluetooth-names|bluetooth-names = [\" \"]|sensor[1].person[1].bluetooth-names|1 to 248",
        "hardware|hardware = [\"phone\"]|sensor[1].person[1].hardware|\"phone\" must look like",
        "hosts = \\[\"192.0.2.17|hosts = [\"phone.local\"]|sensor[1].person[1].hosts|IP address",
        "hosts = \\[\"192.0.2.17|hosts = [\"127.0.0.1\"]|sensor[1].person[1].hosts|one other host",
        "hosts = \\[\"192.0.2.17|hosts = [\"0.0.0.0\"]|sensor[1].person[1].hosts|one other host",
        "hosts = \\[\"192.0.2.17|hosts = [\"ff02::1\"]|sensor[1].person[1].hosts|one other host",
        "leave-after = \"10m\"|leave-after = \"25h\"|sensor[1].person[1].leave-after|1m to 24h"
      })
  void aWrongValueIsNamedWithItsKeyAndWhatIsAllowed(
      String line, String instead, String key, String says) {
    String message = refused(replaced(line, instead));
    Path file = folder.resolve("device.toml");
    assertTrue(message.matches("\\Q" + file + "\\E: line \\d+: \\Q" + key + "\\E: .*"), message);
    assertTrue(message.contains(says), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e2c56db5-dffb-48d2-b060-d0f5a71096e0/65536",
        "e2c56db5-dffb-48d2-b060-d0f5a71096e0/1/99999"
      })
  void anIBeaconHasNumbersOf16Bits(String beacon) {
    String message = refused(replaced("ibeacons", "ibeacons = [\"" + beacon + "\"]"));
    assertTrue(message.contains("must be 0 to 65535"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface = \"eth0\"",
        "interface = \"wlan0\"",
        "port = \"/dev/ttyUSB0\"",
        "name = \"Frank\"",
        "stream = \"devices\"",
        "interval = \"60s\""
      })
  void whatMustBeSaidIsMissed(String line) {
    String message = refused(replaced(line, ""));
    String key = line.substring(0, line.indexOf(' '));
    assertTrue(message.contains("." + key + ": missing; it must be there"), message);
  }

  static Stream<Arguments> keys() {
    List<Arguments> keys = new ArrayList<>();
    for (String line : PresenceFiles.FULL.lines().skip(10).toList()) {
      if (line.contains(" = ") && !line.startsWith("type")) {
        keys.add(Arguments.of(line.substring(0, line.indexOf(' ')), line));
      }
    }
    return keys.stream();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aMisspeltKeyIsRefusedAndTheRightOneSuggested(String key, String line) {
    String message = refused(PresenceFiles.FULL.replace(line, "x" + line));
    assertTrue(message.contains("x" + key + ": unknown key; did you mean " + key), message);
  }

  @Test
  void misspellsEveryKeyThatThereIs() {
    assertEquals(32, keys().count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hosts = [\"192.0.2.17\"]|hosts|192.0.2.17",
        "bluetooth = [\"88-29-9c-00-61-a9\"]|bluetooth|88:29:9C:00:61:A9",
        "irk-files = [\"./frank.irk\"]|irk-files|frank.irk",
        "ibeacons = [\"e2c56db5-dffb-48d2-b060-d0f5a71096e0\"]|ibeacons|e2c56db5",
        "eddystones = [\"aa010203040506070809/0A0B0C0D0E0F\"]|eddystones|aa010203040506070809/0a0b",
        "bluetooth-names = [\"Keyfinder\"]|bluetooth-names|Keyfinder",
        "hardware = [\"A4:83:E7:00:00:01\"]|hardware|A4:83:E7:00:00:01"
      })
  void whatSomebodyIsKnownByCannotBeAnothersToo(String line, String key, String value) {
    String message = refused(replaced("hosts = \\[\"192.0.2.18", line));
    assertTrue(message.contains(": sensor[1].person[2]." + key + ": "), message);
    assertTrue(message.contains(value) && message.contains("is \"Frank\"'s already"), message);
  }

  @Test
  void theSameTwiceIsRefusedForOnePersonToo() {
    String message = refused(replaced("bluetooth-names", "bluetooth-names = [\"K\", \"K\"]"));
    assertTrue(message.contains("\"K\" is \"Frank\"'s already"), message);
  }

  @Test
  void aBeaconMayBePartOfAnothersGroup() throws ConfigException {
    String group = "\"E2C56DB5-DFFB-48D2-B060-D0F5A71096E0/7\"";
    Path file =
        ConfigFiles.write(
            folder, replaced("hosts = \\[\"192.0.2.18", "ibeacons = [" + group + "]"));
    assertEquals(2, DeviceConfigReader.read(file).presences().get(0).people().size());
  }

  @Test
  void somebodyWithoutAnythingToBeKnownByIsRefused() {
    String message = refused(replaced("hosts = \\[\"192.0.2.18", ""));
    assertTrue(
        message.contains(
            "sensor[1].person[2].name: \"Mädchen\" is known by 0 things; there must be 1 to 16 of"
                + " bluetooth, bluetooth-names, eddystones, hardware, hosts, ibeacons, irk-files"),
        message);
  }

  @Test
  void somebodyKnownByTooMuchIsRefused() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      names.add("\"n" + i + "\"");
    }
    String line = "bluetooth-names = [" + String.join(", ", names) + "]";
    String message = refused(replaced("hosts = \\[\"192.0.2.18", line));
    assertTrue(message.contains("is known by 17 things; there must be 1 to 16"), message);
  }

  @Test
  void somebodyWhomNoScannerHearsIsRefused() {
    String message = refused(replaced("\\[sensor.neighbours\\]\ninterface = \"eth0\"", ""));
    assertTrue(message.contains("sensor[1].person[2].name: \"Mädchen\" is known by nothing"));
    assertTrue(message.contains("hosts need [sensor.neighbours]"), message);
  }

  @Test
  void anIrkNeedsBluetooth() {
    String message =
        refused(
            PresenceFiles.MINIMAL
                .replace("[sensor.bluetooth]", "[sensor.neighbours]\ninterface = \"eth0\"")
                .replace("bluetooth = [\"88:29:9C:00:61:A9\"]", "irk-files = [\"frank.irk\"]"));
    assertTrue(message.contains("is known by nothing that a scanner here hears"), message);
  }

  @Test
  void presenceWithoutAScannerIsRefused() {
    String message = refused(PresenceFiles.MINIMAL.replace("[sensor.bluetooth]\n", ""));
    assertTrue(
        message.contains(
            "sensor[2].bluetooth: missing; there must be at least one scanner: [sensor.bluetooth],"
                + " [sensor.neighbours], [sensor.access-point] or [sensor.esp32]"),
        message);
  }

  @Test
  void presenceOfNobodyIsRefused() {
    String message = refused(PresenceFiles.MINIMAL.replaceAll("(?s)\\[\\[sensor.person.*", ""));
    assertTrue(message.contains("sensor[2].person: 0 people; there must be 1 to 64 [[sensor.pe"));
  }

  @Test
  void morePeopleThanAReadingCarriesAreRefused() {
    StringBuilder text = new StringBuilder(PresenceFiles.MINIMAL);
    for (int i = 0; i < 64; i++) {
      text.append(
          "[[sensor.person]]\nname = \"n%d\"\nbluetooth-names = [\"n%d\"]\n".formatted(i, i));
    }
    assertTrue(refused(text.toString()).contains("sensor[2].person: 65 people; there must be 1"));
  }

  @Test
  void twoSensorsThatWantTheSameHardwareAreRefused() {
    String message = refused(PresenceFiles.MINIMAL + second("[sensor.bluetooth]"));
    assertTrue(
        message.contains("sensor[3].stream: \"visitors\" wants hci0, which sensor[2] has already"),
        message);
  }

  private static String second(String scanner) {
    return """
        [[sensor]]
        type = "presence"
        stream = "visitors"
        interval = "60s"
        %s
        [[sensor.person]]
        name = "Anna"
        bluetooth-names = ["Anna"]
        """
        .formatted(scanner);
  }

  @Test
  void countsCannotBeToldInFernet() {
    String fernet = "[seal]\nformat = \"fernet\"";
    String text =
        PresenceFiles.MINIMAL.replace("[seal]", "[privacy]\npeople = \"counts\"\n" + fernet);
    String message = refused(text);
    assertTrue(message.contains("privacy.people: \"counts\" cannot be told in fernet, whose JSON"));
  }

  @Test
  void addressesDoNotGoWithCounts() {
    String message = refused(replaced("people = \"pseudonyms\"", "people = \"counts\""));
    assertTrue(message.contains("privacy.addresses: \"true\" goes with people = \"names\""));
  }

  @Test
  void theTypeOfBeforeSaysHowItIsWrittenNow() {
    String message =
        refused(
            ConfigFiles.MINIMAL
                + """
                [[sensor]]
                type = "neighbours"
                stream = "devices"
                interval = "30s"
                interface = "eth0"
                [[sensor.host]]
                name = "Frank's phone"
                address = "192.0.2.17"
                """);
    assertTrue(
        message.contains(": line 13: sensor[2].type: \"neighbours\" is now type = "), message);
    assertTrue(message.contains("[sensor.neighbours]") && message.contains("[[sensor.person]]"));
  }
}
