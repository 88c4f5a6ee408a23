package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key, made wrong in the full configuration: one line that says where, what and why. */
class WrongConfigTest {
  @TempDir Path folder;

  private static Arguments wrong(String line, String instead, String key, String says) {
    return Arguments.of(line, instead, key, says);
  }

  static Stream<Arguments> device() {
    return Stream.of(
        wrong("id = \"rpi-07\"", "id = \"Rpi 07\"", "device.id", "\"Rpi 07\" must be 1 to 64"),
        wrong("id = \"rpi-07\"", "id = 7", "device.id", "\"7\" must be a string"),
        wrong("id = \"rpi-07\"", "id = \"\"", "device.id", "\"\" must be 1 to 64"),
        wrong("name = \"Küche\"", "name = \" \"", "device.name", "must be 1 to 64 characters"),
        wrong("name = \"Küche\"", "name = \"a\\tb\"", "device.name", "\"a\\tb\" must be"),
        wrong("name = \"Küche\"", "name = true", "device.name", "\"true\" must be a string"),
        wrong("state = \"state\"", "state = \"\"", "device.state", "\"\" must be 1 to 4096"),
        wrong("state = \"state\"", "state = [\"a\"]", "device.state", "must be a string"));
  }

  static Stream<Arguments> url() {
    return Stream.of(
        wrong(
            "url = \"mqtts://broker.example:8884\"",
            "url = \"http://b\"",
            "broker.url",
            "write wss:// instead"),
        wrong("url = \"mqtts://broker.example:8884\"", "url = \"mqtts://\"", "broker.url", "URL"),
        wrong("url = \"mqtts://broker.example:8884\"", "url = \"b\"", "broker.url", "'b'"),
        wrong(
            "url = \"mqtts://broker.example:8884\"",
            "url = \"mqtt://b\"",
            "broker.url",
            "\"mqtt://b\" is not encrypted; use mqtts://, or say allow-plaintext = true"),
        wrong("url = \"mqtts://broker.example:8884\"", "url = 1", "broker.url", "\"1\" must be"));
  }

  static Stream<Arguments> tls() {
    return Stream.of(
        wrong("crl-file = \"crl.pem\"", "crl-file = 1", "broker.crl-file", "must be a string"),
        wrong(
            "certificate-file = \"rpi-07.pem\"",
            "certificate-file = \" \"",
            "broker.certificate-file",
            "must be 1 to 4096"),
        wrong(
            "certificate-key-file = \"rpi-07.key\"",
            "certificate-key-file = \"\"",
            "broker.certificate-key-file",
            "must be 1 to 4096"),
        wrong("ca-file = \"ca.pem\"", "ca-file = \"\"", "broker.ca-file", "must be 1 to 4096"));
  }

  static Stream<Arguments> broker() {
    return Stream.of(
        wrong("username = \"rpi-07\"", "username = \"\"", "broker.username", "must be 1 to 256"),
        wrong(
            "password-file = \"password\"",
            "password-file = 1",
            "broker.password-file",
            "must be a string"),
        wrong(
            "client-id-prefix = \"site-1/\"",
            "client-id-prefix = \"a b\"",
            "broker.client-id-prefix",
            "\"a b\" must be at most 122 characters of A-Z a-z 0-9 - _ . : / @"),
        wrong("base = \"farm/sealpost\"", "base = \"a/#\"", "broker.base", "\"a/#\" must be"),
        wrong("base = \"farm/sealpost\"", "base = \"/a\"", "broker.base", "\"/a\" must be"),
        wrong("keep-alive = \"30s\"", "keep-alive = \"1s\"", "broker.keep-alive", "5s to 18h"),
        wrong("keep-alive = \"30s\"", "keep-alive = \"5500ms\"", "broker.keep-alive", "whole sec"),
        wrong("keep-alive = \"30s\"", "keep-alive = 30", "broker.keep-alive", "must be a string"),
        wrong(
            "connect-timeout = \"10s\"",
            "connect-timeout = \"6m\"",
            "broker.connect-timeout",
            "\"6m\" must be 1s to 5m"),
        wrong(
            "allow-plaintext = false",
            "allow-plaintext = \"no\"",
            "broker.allow-plaintext",
            "\"no\" must be true or false"));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        wrong(
            "format = \"cose-2\"",
            "format = \"aes\"",
            "seal.format",
            "\"aes\" must be cose, cose-1, cose-2 or fernet"),
        wrong("key-file = \"psk\"", "key-file = \"\"", "seal.key-file", "must be 1 to 4096"),
        wrong("command-ttl = \"90s\"", "command-ttl = \"2h\"", "seal.command-ttl", "1s to 1h"),
        wrong(
            "min-interval = \"2s\"",
            "min-interval = \"50ms\"",
            "limits.min-interval",
            "\"50ms\" must be 100ms to 24h"),
        wrong(
            "min-interval = \"2s\"",
            "min-interval = \"2h\"",
            "limits.min-interval",
            "\"2h\" must not be longer than max-interval \"1h\""),
        wrong(
            "max-interval = \"1h\"",
            "max-interval = \"48h\"",
            "limits.max-interval",
            "\"48h\" must be 100ms to 24h"),
        wrong("interval = \"5m\"", "interval = \"25h\"", "health.interval", "100ms to 24h"),
        wrong("trust = true", "trust = 1", "clock.trust", "\"1\" must be true or false"),
        wrong(
            "level = \"debug\"",
            "level = \"loud\"",
            "log.level",
            "\"loud\" must be one of trace, debug, info, warn, error"));
  }

  static Stream<Arguments> journal() {
    return Stream.of(
        wrong("max-bytes = \"8MB\"", "max-bytes = \"1\"", "journal.max-bytes", "\"16MB\" for inst"),
        wrong("max-bytes = \"8MB\"", "max-bytes = \"1MB\"", "journal.max-bytes", "2MB to 16GB"),
        wrong("max-bytes = \"8MB\"", "max-bytes = \"17GB\"", "journal.max-bytes", "2MB to 16GB"),
        wrong("max-bytes = \"8MB\"", "max-bytes = 8", "journal.max-bytes", "must be a string"),
        wrong("max-age = \"7d\"", "max-age = \"59s\"", "journal.max-age", "1m to 3650d"),
        wrong("max-age = \"7d\"", "max-age = \"3651d\"", "journal.max-age", "1m to 3650d"),
        wrong(
            "durability = \"2s\"",
            "durability = \"99ms\"",
            "journal.durability",
            "\"99ms\" must be 100ms to 5m, or \"each\""),
        wrong("durability = \"2s\"", "durability = \"6m\"", "journal.durability", "100ms to 5m"),
        wrong("durability = \"2s\"", "durability = \"all\"", "journal.durability", "or \"each\""),
        wrong(
            "group = 20", "group = 0", "journal.group", "\"0\" must be a whole number, 1 to 1000"),
        wrong("group = 20", "group = 1001", "journal.group", "1 to 1000"),
        wrong(
            "when-full = \"thin\"",
            "when-full = \"THIN\"",
            "journal.when-full",
            "\"THIN\" must be drop-oldest, drop-newest or thin"),
        wrong("keep = 3", "keep = 1", "journal.keep", "2 to 100"),
        wrong("keep = 3", "keep = 101", "journal.keep", "2 to 100"),
        wrong("min-free = \"128MB\"", "min-free = \"65GB\"", "journal.min-free", "0B to 64GB"),
        wrong("window = 32", "window = 0", "journal.window", "1 to 500"),
        wrong("window = 32", "window = 501", "journal.window", "1 to 500"),
        wrong("backlog-rate = 500", "backlog-rate = 0", "journal.backlog-rate", "1 to 100000"),
        wrong("backlog-rate = 500", "backlog-rate = 100001", "journal.backlog-rate", "to 100000"),
        wrong(
            "backlog-rate = 500", "backlog-rate = 1.5", "journal.backlog-rate", "a whole number"));
  }

  static Stream<Arguments> sensors() {
    return Stream.of(
        wrong(
            "type = \"thermal-zone\"",
            "type = \"thermal\"",
            "sensor[1].type",
            "\"thermal\" must be one of bme280, bmp280, ds18b20,"),
        wrong("type = \"hwmon\"", "type = \"hwmonn\"", "sensor[2].type", "; did you mean hwmon?"),
        wrong("stream = \"soc\"", "stream = \"A\"", "sensor[1].stream", "\"A\" must be 1 to 64"),
        wrong("stream = \"soc\"", "stream = \"hello\"", "sensor[1].stream", "protocol itself"),
        wrong("stream = \"soc\"", "stream = \"health\"", "sensor[1].stream", "agent's own"),
        wrong(
            "stream = \"board\"",
            "stream = \"soc\"",
            "sensor[2].stream",
            "\"soc\" is the stream of sensor[1] already"),
        wrong("interval = \"11s\"", "interval = \"11\"", "sensor[2].interval", "\"10s\" for inst"),
        wrong("interval = \"10s\"", "interval = \"99ms\"", "sensor[1].interval", "100ms to 24h"),
        wrong(
            "batch = \"1m\"",
            "batch = \"999ms\"",
            "sensor[1].batch",
            "\"999ms\" must be 1s to 24h"),
        wrong("batch = \"1m\"", "batch = \"25h\"", "sensor[1].batch", "1s to 24h"),
        wrong("batch = \"1m\"", "batch = 60", "sensor[1].batch", "must be a string"),
        wrong(
            "batch-readings = 30",
            "batch-readings = 1",
            "sensor[1].batch-readings",
            "\"1\" must be a whole number, 2 to 1000"),
        wrong(
            "batch-readings = 30", "batch-readings = 1001", "sensor[1].batch-readings", "to 1000"));
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        wrong("on-change = 0.1", "on-change = 0", "sensor[1].on-change", "0.001 to 100.0"),
        wrong("on-change = 0.1", "on-change = -1.5", "sensor[1].on-change", "\"-1.5\" must be a"),
        wrong("on-change = 0.1", "on-change = 101", "sensor[1].on-change", "a number, 0.001"),
        wrong("on-change = 0.1", "on-change = nan", "sensor[1].on-change", "a number, 0.001"),
        wrong("on-change = 0.1", "on-change = \"0.1\"", "sensor[1].on-change", "be a number"),
        wrong("heartbeat = \"20m\"", "heartbeat = \"999ms\"", "sensor[1].heartbeat", "1s to 24h"),
        wrong("heartbeat = \"20m\"", "heartbeat = \"25h\"", "sensor[1].heartbeat", "1s to 24h"),
        wrong("offset = -0.4", "offset = -50.1", "sensor[1].offset", "\"-50.1\" must be a number"),
        wrong("offset = -0.4", "offset = 51", "sensor[1].offset", "-50.0 to 50.0"),
        wrong("median = 3", "median = 4", "sensor[1].median", "\"4\" must be odd"),
        wrong("median = 3", "median = 17", "sensor[1].median", "1 to 15"),
        wrong("median = 3", "median = 3.0", "sensor[1].median", "a whole number"),
        wrong("stuck-after = \"6h\"", "stuck-after = \"59s\"", "sensor[1].stuck-after", "1m to"),
        wrong("stuck-after = \"6h\"", "stuck-after = \"31d\"", "sensor[1].stuck-after", "30d"),
        wrong("stuck-after = \"6h\"", "stuck-after = false", "sensor[1].stuck-after", "a string"));
  }

  @Test
  void aHeartbeatWithoutAStepIsRefused() {
    String message = refused(ConfigFiles.FULL.replace("on-change = 0.1\n", ""));
    assertTrue(message.contains("sensor[1].heartbeat: goes with on-change; "), message);
    assertOneLine(message);
  }

  @Test
  void rulesOfTemperaturesAreRefusedForPresence() {
    String message =
        refused(ConfigFiles.FULL.replace("stream = \"nobody\"", "stream = \"nobody\"\noffset = 1"));
    assertTrue(message.contains("sensor[7].offset: unknown key"), message);
  }

  static Stream<Arguments> sources() {
    return Stream.of(
        wrong("device = \"bme280\"", "device = \"a/b\"", "sensor[8].device", "\"a/b\" must be"),
        wrong("device = \"bme280\"", "device = \" a\"", "sensor[8].device", "\" a\" must be a"),
        wrong("channel = \"temp0\"", "channel = \"in_temp\"", "sensor[8].channel", "\"temp0\" for"),
        wrong("zone = \"cpu-thermal\"", "zone = \"a \"", "sensor[1].zone", "\"a \" must be"),
        wrong("zone = \"cpu-thermal\"", "zone = \"../x\"", "sensor[1].zone", "\"../x\" must be"),
        wrong("chip = \"cpu_thermal\"", "chip = \"\"", "sensor[2].chip", "\"\" must be a name"),
        wrong("input = \"temp1\"", "input = \"fan1\"", "sensor[2].input", "\"temp1\" for instance"),
        wrong(
            "id = \"28-0316a2799dff\"",
            "id = \"28-0316A2799DFF\"",
            "sensor[3].id",
            "must be 28- and 12 lower-case hexadecimal digits"),
        wrong("bus = 3", "bus = 256", "sensor[4].bus", "\"256\" must be a whole number, 0 to 255"),
        wrong("bus = 3", "bus = \"3\"", "sensor[4].bus", "\"3\" must be a whole number"),
        wrong("address = 0x49", "address = 0x50", "sensor[4].address", "\"80\" must be a whole"));
  }

  @ParameterizedTest
  @MethodSource({
    "device", "url", "tls", "broker", "others", "journal", "sensors", "rules", "sources"
  })
  void aWrongValueGivesOneLineWithFileLineKeyValueAndWhatIsAllowed(
      String line, String instead, String key, String says) {
    assertRefused(line, instead, lineOf(ConfigFiles.FULL, line), key, says);
  }

  static Stream<Arguments> misspellings() {
    Map<String, String> tables = new TreeMap<>();
    List<Arguments> cases = new ArrayList<>();
    String table = "";
    int sensor = 0;
    for (String line : ConfigFiles.FULL.lines().toList()) {
      if (line.equals("[[sensor]]")) {
        sensor++;
        table = "sensor[" + sensor + "]";
      } else if (line.startsWith("[")) {
        table = line.substring(1, line.length() - 1);
      } else if (line.contains(" = ") && tables.put(table + line, line) == null) {
        String key = line.substring(0, line.indexOf(' '));
        // A sensor without type is another fault: it is not known yet which keys it may have.
        if (!key.equals("type")) {
          cases.add(Arguments.of(table, key, line));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("misspellings")
  void aMisspeltKeyIsRefusedAndTheRightOneSuggested(String table, String key, String line) {
    String misspelt = key + "x";
    String text = replaceIn(table, line, misspelt + line.substring(key.length()));
    String message = refused(text);
    assertTrue(
        message.contains(table + "." + misspelt + ": unknown key; did you mean " + key), message);
    assertOneLine(message);
  }

  @Test
  void misspellsEveryKeyThatThereIs() {
    assertEquals(
        ConfigFiles.FULL.lines().filter(line -> line.contains(" = ")).count()
            - ConfigFiles.FULL.lines().filter(line -> line.startsWith("type = ")).count(),
        misspellings().count());
  }

  static Stream<Arguments> missing() {
    return Stream.of(
        Arguments.of("id = \"rpi-07\"", "device.id"),
        Arguments.of("state = \"state\"", "device.state"),
        Arguments.of("url = \"mqtts://broker.example:8884\"", "broker.url"),
        Arguments.of("username = \"rpi-07\"", "broker.username"),
        Arguments.of("password-file = \"password\"", "broker.password-file"),
        Arguments.of("certificate-file = \"rpi-07.pem\"", "broker.certificate-file"),
        Arguments.of("certificate-key-file = \"rpi-07.key\"", "broker.certificate-key-file"),
        Arguments.of("key-file = \"psk\"", "seal.key-file"),
        Arguments.of("type = \"thermal-zone\"", "sensor[1].type"),
        Arguments.of("stream = \"soc\"", "sensor[1].stream"),
        Arguments.of("interval = \"10s\"", "sensor[1].interval"),
        Arguments.of("zone = \"cpu-thermal\"", "sensor[1].zone"),
        Arguments.of("chip = \"cpu_thermal\"", "sensor[2].chip"),
        Arguments.of("input = \"temp1\"", "sensor[2].input"),
        Arguments.of("id = \"28-0316a2799dff\"", "sensor[3].id"),
        Arguments.of("device = \"bme280\"", "sensor[8].device"));
  }

  @ParameterizedTest
  @MethodSource("missing")
  void aMissingKeyIsNamedWithTheLineOfItsTable(String line, String key) {
    String message = refused(ConfigFiles.FULL.replaceFirst("(?m)^" + line + "\n", "\n"));
    assertTrue(message.contains(": " + key + ": missing; "), message);
    assertTrue(message.matches(".*device\\.toml: line \\d+: .*"), message);
    assertOneLine(message);
  }

  @Test
  void anUnknownTableIsRefusedAndTheRightOneSuggested() {
    String message = refused(ConfigFiles.FULL + "[brokr]\nurl = \"x\"\n");
    assertTrue(message.contains("brokr: unknown key; did you mean broker?"), message);
    assertTrue(message.contains("known here: broker, clock, control, device"), message);
  }

  @Test
  void aKeyOfAnotherTypeOfSensorIsRefused() {
    String message =
        refused(ConfigFiles.FULL.replace("zone = \"cpu-thermal\"", "chip = \"cpu_thermal\""));
    assertTrue(message.contains("sensor[1].chip: unknown key"), message);
    assertTrue(
        message.contains(
            "(known here: batch, batch-readings, heartbeat, interval, median, offset, on-change,"
                + " stream, stuck-after, type, zone)"),
        message);
  }

  @Test
  void aTableThatIsAValueIsRefused() {
    String message =
        refused(
            "device = 1\n"
                + ConfigFiles.MINIMAL.replaceAll("(?s)\\[device\\].*\\[broker", "[broker"));
    assertTrue(message.endsWith("line 1: device: \"1\" must be a table: write [device]"), message);
  }

  @Test
  void sensorsThatAreOneTableAreRefused() {
    String message = refused(ConfigFiles.MINIMAL.replace("[[sensor]]", "[sensor]"));
    assertTrue(message.endsWith("sensor: a table must be tables: write [[sensor]]"), message);
  }

  @Test
  void sensorsThatAreAListOfValuesAreRefused() {
    String text = "sensor = [1, 2]\n" + ConfigFiles.MINIMAL.replaceAll("(?s)\\[\\[sensor.*", "");
    String message = refused(text);
    assertTrue(message.endsWith("\"[1, 2]\" must be tables: write [[sensor]]"));
  }

  @Test
  void noSensorAtAllIsRefused() {
    String message = refused(ConfigFiles.MINIMAL.replaceAll("(?s)\\[\\[sensor.*", ""));
    assertTrue(message.endsWith("sensor: missing; there must be at least one [[sensor]]"), message);
  }

  @Test
  void moreSensorsThanAHelloCanNameAreRefused() {
    StringBuilder text = new StringBuilder(ConfigFiles.MINIMAL);
    for (int i = 1; i <= 63; i++) {
      text.append("[[sensor]]\ntype = \"simulated-presence\"\nstream = \"s" + i + "\"\n");
      text.append("interval = \"1s\"\n");
    }
    String message = refused(text.toString());
    assertTrue(message.contains("sensor: 64 sensors; there must be at most 63"), message);
  }

  @Test
  void aValueDoesNotBreakTheLineNorSteerTheTerminal() {
    String message =
        refused(
            ConfigFiles.MINIMAL.replace(
                "\"10s\"", "\"10s\\nsecond line \\u001b[31mred \\u202eback\""));
    assertTrue(message.contains("\"10s\\nsecond line \\u001b[31mred \\u202eback\" must"), message);
    assertOneLine(message);
  }

  @Test
  void aKeyDoesNotBreakTheLineNorSteerTheTerminal() {
    String message = refused(ConfigFiles.MINIMAL + "\"evil\\u001b[2Jkey\\nx\" = 1\n");
    assertTrue(message.contains("evil\\u001b[2Jkey\\nx"), message);
    assertOneLine(message);
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotRepeated() {
    for (String url : List.of("mqtts://rpi:hunter2@b", "mqtts://rpi:hunter2@b c")) {
      String message = refused(ConfigFiles.FULL.replace("mqtts://broker.example:8884", url));
      assertTrue(message.contains("broker.url: "), message);
      assertFalse(message.contains("hunter2"), message);
      assertOneLine(message);
    }
  }

  @Test
  void aPasswordInTheFileIsRefusedAndNotRepeated() {
    String message =
        refused(ConfigFiles.FULL.replace("password-file = \"password\"", "password = \"hunter2\""));
    assertTrue(
        message.contains("broker.password: unknown key; did you mean password-file?"), message);
    assertFalse(message.contains("hunter2"), message);
  }

  private void assertRefused(String line, String instead, int number, String key, String says) {
    String text =
        ConfigFiles.FULL.replaceFirst(
            "(?m)^" + Pattern.quote(line) + "$", instead.replace("\\", "\\\\"));
    assertNotEquals(ConfigFiles.FULL, text, "the case changes nothing");
    String message = refused(text);
    Path file = folder.resolve("device.toml");
    assertTrue(message.startsWith(file + ": line " + number + ": " + key + ": "), message);
    assertTrue(message.contains(says), message);
    assertOneLine(message);
  }

  private String refused(String text) {
    Path file = ConfigFiles.write(folder, text);
    return String.valueOf(
        assertThrows(ConfigException.class, () -> DeviceConfigReader.read(file)).getMessage());
  }

  private static void assertOneLine(String message) {
    assertEquals(1, message.lines().count(), message);
  }

  private static int lineOf(String text, String line) {
    return text.lines().toList().indexOf(line) + 1;
  }

  /** Replaces a line within one table only: {@code interval} stands in many. */
  private static String replaceIn(String table, String line, String instead) {
    String header = table.startsWith("sensor") ? "[[sensor]]" : "[" + table + "]";
    List<String> lines = new ArrayList<>(ConfigFiles.FULL.lines().toList());
    for (int i = lines.indexOf(header); i < lines.size(); i++) {
      if (lines.get(i).equals(line)) {
        lines.set(i, instead);
        return String.join("\n", lines) + "\n";
      }
    }
    throw new AssertionError(line + " is not in " + table);
  }
}
