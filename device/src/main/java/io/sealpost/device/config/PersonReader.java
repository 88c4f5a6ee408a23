package io.sealpost.device.config;

import io.sealpost.crypto.IrkText;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the people of one {@code [[sensor]]}, of whom each must be known by something else. */
final class PersonReader {
  private static final String NAME = "name";
  private static final String IRK_FILES = "irk-files";
  private static final String LEAVE_AFTER = "leave-after";

  private static final List<Key> KEYS =
      List.of(
          new Key("bluetooth", IdentityTexts::bluetooth),
          new Key("ibeacons", IdentityTexts::iBeacon),
          new Key("eddystones", IdentityTexts::eddystone),
          new Key("bluetooth-names", IdentityTexts::bluetoothName),
          new Key("hardware", IdentityTexts::hardware),
          new Key("hosts", IdentityTexts::host));

  private final Function<String, Path> path;
  private final Set<String> names = new HashSet<>();
  private final Map<Object, String> owners = new HashMap<>();

  /** By what somebody is known, and how it is written. */
  private record Key(String label, Function<String, Identity> parser) {}

  /**
   * @param path resolves a path against the folder of the file
   */
  PersonReader(Function<String, Path> path) {
    this.path = path;
  }

  /** Reads one {@code [[sensor.person]]}. */
  PersonSettings read(TomlTable table) throws ConfigException {
    Set<String> known = knownBy();
    Set<String> keys = new HashSet<>(known);
    keys.addAll(Set.of(NAME, LEAVE_AFTER));
    table.allowing(keys);
    String name = table.required(NAME, Texts::displayName);
    if (!names.add(name)) {
      throw table.wrong(
          NAME, "\"" + name + "\" is there twice; everybody needs a name of their own");
    }
    List<Identity> identities = new ArrayList<>();
    for (Key key : KEYS) {
      identities.addAll(own(table, key.label(), key.parser(), name));
    }
    List<Path> irkFiles = own(table, IRK_FILES, this::irkFile, name);
    int count = identities.size() + irkFiles.size();
    if (count < 1 || count > KnownPerson.MAX_IDENTITIES) {
      throw table.wrong(
          NAME,
          "\"%s\" is known by %d things; there must be 1 to %d of %s"
              .formatted(name, count, KnownPerson.MAX_IDENTITIES, String.join(", ", known)));
    }
    return new PersonSettings(
        name, identities, irkFiles, table.optional(LEAVE_AFTER, PersonReader::leaveAfter));
  }

  private static Set<String> knownBy() {
    Set<String> known = new TreeSet<>(Set.of(IRK_FILES));
    for (Key key : KEYS) {
      known.add(key.label());
    }
    return known;
  }

  private <T> List<T> own(TomlTable table, String key, Function<String, T> parser, String name)
      throws ConfigException {
    List<T> values = table.texts(key, parser);
    for (T value : values) {
      String other = owners.putIfAbsent(value, name);
      if (other != null) {
        throw table.wrong(
            key,
            "\"%s\" is \"%s\"'s already; it must be of one person, and be there once"
                .formatted(PersonReader.words(value), other));
      }
    }
    return values;
  }

  private Path irkFile(String text) {
    if (IrkText.isKey(text)) {
      throw new IllegalArgumentException(
          "this is a key itself; put it into a file of mode 0600 and name that");
    }
    return path.apply(text);
  }

  /** As the file could have it. */
  private static String words(Object value) {
    if (value instanceof Identity.Bluetooth own) {
      return own.address().text();
    } else if (value instanceof Identity.Hardware own) {
      return own.address().text();
    } else if (value instanceof Identity.Host own) {
      return own.address().getHostAddress();
    } else if (value instanceof Identity.BluetoothName own) {
      return own.name();
    } else if (value instanceof Identity.Eddystone own) {
      return own.namespace() + own.instance().map(instance -> "/" + instance).orElse("");
    }
    return value instanceof Identity.IBeacon own ? own.uuid().toString() : value.toString();
  }

  /** How long somebody must be listened for in vain. */
  static Duration leaveAfter(String text) {
    return Durations.parse(text, Duration.ofMinutes(1), RateLimits.LONGEST);
  }
}
