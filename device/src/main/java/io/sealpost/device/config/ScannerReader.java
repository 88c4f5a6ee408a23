package io.sealpost.device.config;

import io.sealpost.device.config.ScannerSettings.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the scanners of a {@code [[sensor]]} that tells presence, a table each. */
final class ScannerReader {
  private static final String BLUETOOTH = "bluetooth";
  private static final String NEIGHBOURS = "neighbours";
  private static final String ACCESS_POINT = "access-point";
  private static final String ESP32 = "esp32";

  /** The tables that it reads. */
  static final Set<String> TABLES = Set.of(BLUETOOTH, NEIGHBOURS, ACCESS_POINT, ESP32);

  /** Those that serial ports and modules agree on. */
  private static final SortedSet<Integer> BAUDS =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              Set.of(
                  9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 500_000, 921_600,
                  1_000_000, 1_500_000, 2_000_000)));

  private static final String INTERFACE = "interface";

  private final TomlTable sensor;

  ScannerReader(TomlTable sensor) {
    this.sensor = sensor;
  }

  List<ScannerSettings> read() throws ConfigException {
    List<ScannerSettings> scanners = new ArrayList<>();
    if (sensor.has(BLUETOOTH)) {
      scanners.add(
          bluetooth(
              sensor.table(
                  BLUETOOTH,
                  Set.of("adapter", "mode", "scan", "pause", "ask-every", "power-cycle"))));
    }
    if (sensor.has(NEIGHBOURS)) {
      TomlTable table = sensor.table(NEIGHBOURS, Set.of(INTERFACE));
      scanners.add(
          new ScannerSettings.Neighbours(
              table.required(INTERFACE, ScannerReader::networkInterface)));
    }
    if (sensor.has(ACCESS_POINT)) {
      TomlTable table = sensor.table(ACCESS_POINT, Set.of(INTERFACE));
      scanners.add(
          new ScannerSettings.AccessPoint(
              table.required(INTERFACE, ScannerReader::networkInterface)));
    }
    if (sensor.has(ESP32)) {
      scanners.add(esp32(sensor.table(ESP32, Set.of("port", "baud"))));
    }
    return scanners;
  }

  private static ScannerSettings bluetooth(TomlTable table) throws ConfigException {
    return new ScannerSettings.Bluetooth(
        table.optional("adapter", ScannerReader::adapter).orElse("hci0"),
        table.optional("mode", text -> Words.parse(text, Mode.values())).orElse(Mode.ACTIVE),
        table
            .optional(
                "scan", text -> Durations.parse(text, Duration.ofSeconds(5), Duration.ofHours(1)))
            .orElse(Duration.ofMinutes(1)),
        table
            .optional("pause", text -> Durations.parse(text, Duration.ZERO, Duration.ofMinutes(2)))
            .orElse(Duration.ZERO),
        table.optional("ask-every", ScannerReader::askEvery).orElse(Duration.ofMinutes(1)),
        table.bool("power-cycle", true));
  }

  private static Duration askEvery(String text) {
    return text.equals("off")
        ? Duration.ZERO
        : Durations.parse(text, Duration.ofSeconds(10), Duration.ofHours(1));
  }

  private static ScannerSettings esp32(TomlTable table) throws ConfigException {
    return new ScannerSettings.Esp32(table.required("port", ScannerReader::port), baud(table));
  }

  private static int baud(TomlTable table) throws ConfigException {
    int baud = table.integer("baud", 115_200, BAUDS.first(), BAUDS.last());
    if (!BAUDS.contains(baud)) {
      throw table.wrong("baud", "\"" + baud + "\" must be one of " + BAUDS);
    }
    return baud;
  }

  private static String adapter(String text) {
    return Texts.matching(
        text, "hci[0-9]{1,3}", "an adapter as bluetoothctl list has it, \"hci0\"");
  }

  private static Path port(String text) {
    return Path.of(
        Texts.matching(
            text,
            "/dev/(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9/_.:-]{0,120}",
            "a serial port, \"/dev/ttyUSB0\" or \"/dev/serial0\" for instance"));
  }

  private static String networkInterface(String text) {
    return Texts.matching(
        text, "[^\\s/:%-][^\\s/:%]{0,14}", "a network interface, \"wlan0\" for instance");
  }
}
