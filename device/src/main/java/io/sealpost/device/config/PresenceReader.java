package io.sealpost.device.config;

import io.sealpost.protocol.Reading;
import io.sealpost.sensors.presence.PresenceRules;
import io.sealpost.sensors.presence.PresenceRules.Strangers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what is special to a {@code [[sensor]]} that tells presence. */
final class PresenceReader {
  private static final String PERSON = "person";

  private PresenceReader() {}

  /** The keys and tables that it reads. */
  static Set<String> keys() {
    Set<String> keys = new TreeSet<>(ScannerReader.TABLES);
    keys.addAll(
        Set.of(
            PERSON,
            "enter-hits",
            "enter-window",
            "enter-rssi",
            "stay-rssi",
            "leave-after",
            "strangers"));
    return keys;
  }

  /**
   * @param path resolves a path against the folder of the file
   */
  static Source read(TomlTable table, Function<String, Path> path) throws ConfigException {
    PresenceRules rules = rules(table);
    List<ScannerSettings> scanners = new ScannerReader(table).read();
    if (scanners.isEmpty()) {
      throw table.wrong(
          "bluetooth",
          "missing; there must be at least one scanner: [sensor.bluetooth], [sensor.neighbours],"
              + " [sensor.access-point] or [sensor.esp32]");
    }
    List<PersonSettings> people = people(table, scanners, path);
    Source.Presence presence = new Source.Presence(rules, scanners, people);
    Optional<String> objection =
        presence.bluetooth().flatMap(bluetooth -> presence.objection(bluetooth.duty()));
    if (objection.isPresent()) {
      throw table.wrong("leave-after", objection.get());
    }
    return presence;
  }

  private static PresenceRules rules(TomlTable table) throws ConfigException {
    PresenceRules usual = PresenceRules.USUAL;
    int enter = table.integer("enter-rssi", usual.enterDbm(), PresenceRules.ANY_DBM, 20);
    return new PresenceRules(
        table.integer("enter-hits", usual.enterHits(), 1, 10),
        table
            .optional(
                "enter-window",
                text -> Durations.parse(text, Duration.ofSeconds(1), Duration.ofMinutes(10)))
            .orElse(usual.enterWindow()),
        enter,
        table.integer("stay-rssi", Math.min(enter, usual.stayDbm()), PresenceRules.ANY_DBM, enter),
        table.optional("leave-after", PersonReader::leaveAfter).orElse(usual.leaveAfter()),
        table
            .optional("strangers", text -> Words.parse(text, Strangers.values()))
            .orElse(usual.strangers()));
  }

  private static List<PersonSettings> people(
      TomlTable table, List<ScannerSettings> scanners, Function<String, Path> path)
      throws ConfigException {
    List<PersonSettings> people = new ArrayList<>();
    PersonReader reader = new PersonReader(path);
    for (TomlTable entry : table.tables(PERSON)) {
      PersonSettings person = reader.read(entry);
      requireAudible(entry, person, scanners);
      people.add(person);
    }
    if (people.isEmpty() || people.size() > Reading.Presence.MAX_PEOPLE) {
      throw table.wrong(
          PERSON,
          people.size()
              + " people; there must be 1 to "
              + Reading.Presence.MAX_PEOPLE
              + " [[sensor.person]]");
    }
    return people;
  }

  private static void requireAudible(
      TomlTable entry, PersonSettings person, List<ScannerSettings> scanners)
      throws ConfigException {
    if (scanners.stream().noneMatch(scanner -> scanner.hears(person))) {
      throw entry.wrong(
          "name",
          "\""
              + person.name()
              + "\" is known by nothing that a scanner here hears; hardware needs"
              + " [sensor.access-point] or [sensor.neighbours], hosts need [sensor.neighbours], all"
              + " else [sensor.bluetooth] or [sensor.esp32], in mode classic only addresses and"
              + " names");
    }
  }
}
