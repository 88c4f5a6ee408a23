package io.sealpost.sensors.presence;

import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.Reading.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people and scanners must be so that they can be told apart. */
final class Roster {
  private Roster() {}

  /**
   * @throws IllegalArgumentException if there are too many or too few, one twice, or somebody whom
   *     no scanner can hear
   */
  static void check(List<KnownPerson> people, List<? extends Scanner> scanners) {
    requireCount(people.size(), "people", Presence.MAX_PEOPLE);
    requireCount(scanners.size(), "scanners", Presence.MAX_DEAF);
    Set<String> names = new HashSet<>();
    for (Scanner scanner : scanners) {
      String name = scanner.name();
      if (name.isBlank() || name.codePointCount(0, name.length()) > Deafness.MAX_NAME) {
        throw new IllegalArgumentException(
            "scanner \"" + name + "\" must have a name of 1 to 64 characters");
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException("two scanners are called \"" + name + "\"");
      }
    }
    Map<Object, KnownPerson> owners = new HashMap<>();
    for (KnownPerson person : people) {
      add(person, owners);
      if (scanners.stream().noneMatch(scanner -> person.isAudibleTo(scanner.radio()))) {
        throw new IllegalArgumentException(
            "nothing can hear \""
                + person.name()
                + "\": no scanner of "
                + names
                + " listens to what it is known by; add one, or another identity");
      }
    }
  }

  private static void requireCount(int count, String what, int most) {
    if (count < 1 || count > most) {
      throw new IllegalArgumentException(count + " " + what + " must be 1 to " + most);
    }
  }

  private static void add(KnownPerson person, Map<Object, KnownPerson> owners) {
    if (owners.put(person.name(), person) != null) {
      throw new IllegalArgumentException("two people are called \"" + person.name() + "\"");
    }
    for (Identity identity : person.identities()) {
      KnownPerson other = owners.put(identity, person);
      if (other != null) {
        throw new IllegalArgumentException(
            described(identity)
                + " belongs to \""
                + other.name()
                + "\" and to \""
                + person.name()
                + "\"; it must belong to one, and be listed once");
      }
    }
  }

  /** Not by its toString, which for a key is not known to be harmless. */
  private static String described(Identity identity) {
    if (identity instanceof Identity.Bluetooth own) {
      return "Bluetooth address " + own.address();
    }
    if (identity instanceof Identity.Hardware own) {
      return "hardware address " + own.address();
    }
    if (identity instanceof Identity.Host own) {
      return "IP address " + own.address().getHostAddress();
    }
    if (identity instanceof Identity.BluetoothName own) {
      return "Bluetooth name \"" + own.name() + "\"";
    }
    if (identity instanceof Identity.Rotating) {
      return "an identity resolving key";
    }
    return identity instanceof Identity.IBeacon own ? "iBeacon " + own.uuid() : "an Eddystone";
  }
}
