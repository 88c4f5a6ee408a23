package io.sealpost.sensors.presence;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Tells whose device was heard. Each resolvable private address is tried once against all keys; the
 * verdict stays good for as long as it is remembered, since keys and people are fixed for the life
 * of this object. What it remembers is bounded.
 */
final class Recogniser {
  /** Nobody that is known. */
  static final int NOBODY = AddressCache.NOBODY;

  private final Map<MacAddress, Integer> bluetooth = new HashMap<>();
  private final Map<MacAddress, Integer> hardware = new HashMap<>();
  private final Map<InetAddress, Integer> hosts = new HashMap<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final List<Owned<Identity.Rotating>> keys = new ArrayList<>();
  private final List<Owned<Identity.IBeacon>> iBeacons = new ArrayList<>();
  private final List<Owned<Identity.Eddystone>> eddystones = new ArrayList<>();
  private final AddressCache tried = new AddressCache();

  private record Owned<T>(T identity, int person) {}

  /**
   * @param people whom to know; no identity twice. Where two beacons overlap, the one that says
   *     more comes first
   */
  Recogniser(List<KnownPerson> people) {
    for (int person = 0; person < people.size(); person++) {
      for (Identity identity : people.get(person).identities()) {
        add(identity, person);
      }
    }
    iBeacons.sort(
        Comparator.comparing(
            beacon -> anyOf(beacon.identity().major()) + anyOf(beacon.identity().minor())));
    eddystones.sort(Comparator.comparing(beacon -> beacon.identity().instance().isEmpty()));
  }

  private static int anyOf(OptionalInt number) {
    return number.isPresent() ? 0 : 1;
  }

  private void add(Identity identity, int person) {
    if (identity instanceof Identity.Bluetooth own) {
      bluetooth.put(own.address(), person);
    } else if (identity instanceof Identity.Rotating own) {
      keys.add(new Owned<>(own, person));
    } else if (identity instanceof Identity.IBeacon own) {
      iBeacons.add(new Owned<>(own, person));
    } else if (identity instanceof Identity.Eddystone own) {
      eddystones.add(new Owned<>(own, person));
    } else if (identity instanceof Identity.BluetoothName own) {
      names.put(own.name(), person);
    } else if (identity instanceof Identity.Hardware own) {
      hardware.put(own.address(), person);
    } else if (identity instanceof Identity.Host own) {
      hosts.put(own.address(), person);
    }
  }

  /**
   * Tells whose it is.
   *
   * @return an index into the people, or {@link #NOBODY}
   */
  int owner(Sighting sighting) {
    if (sighting instanceof Sighting.Bluetooth heard) {
      return ownerOfBluetooth(heard);
    }
    if (sighting instanceof Sighting.Station station) {
      return hardware.getOrDefault(station.address(), NOBODY);
    }
    return sighting instanceof Sighting.Neighbour neighbour ? ownerOfHost(neighbour) : NOBODY;
  }

  private int ownerOfHost(Sighting.Neighbour neighbour) {
    Optional<Integer> byMac = neighbour.mac().map(hardware::get);
    return byMac.orElseGet(() -> hosts.getOrDefault(neighbour.address(), NOBODY));
  }

  private int ownerOfBluetooth(Sighting.Bluetooth heard) {
    Integer byAddress = bluetooth.get(heard.address());
    if (byAddress != null) {
      return byAddress;
    }
    int byKey = keys.isEmpty() ? NOBODY : ownerOfAddress(heard);
    return byKey == NOBODY ? ownerOfWhatItSays(heard.advertisement()) : byKey;
  }

  private int ownerOfAddress(Sighting.Bluetooth heard) {
    long octets = Octets.of(heard.address());
    if (heard.type() != AddressType.RANDOM || !Octets.isResolvable(octets)) {
      return NOBODY;
    }
    int owner = tried.owner(octets);
    if (owner == AddressCache.UNTRIED) {
      owner = first(keys, key -> key.key().made(heard.address()));
      tried.put(octets, owner);
    }
    return owner;
  }

  private int ownerOfWhatItSays(Advertisement says) {
    if (says.iBeacon().isPresent()) {
      Identity.IBeacon beacon = says.iBeacon().get();
      int owner = first(iBeacons, known -> matches(known, beacon));
      if (owner != NOBODY) {
        return owner;
      }
    }
    if (says.eddystone().isPresent()) {
      Identity.Eddystone beacon = says.eddystone().get();
      int owner = first(eddystones, known -> matches(known, beacon));
      if (owner != NOBODY) {
        return owner;
      }
    }
    return says.name().map(names::get).orElse(NOBODY);
  }

  private static boolean matches(Identity.IBeacon known, Identity.IBeacon heard) {
    return known.uuid().equals(heard.uuid())
        && (known.major().isEmpty() || known.major().equals(heard.major()))
        && (known.minor().isEmpty() || known.minor().equals(heard.minor()));
  }

  private static boolean matches(Identity.Eddystone known, Identity.Eddystone heard) {
    return known.namespace().equals(heard.namespace())
        && (known.instance().isEmpty() || known.instance().equals(heard.instance()));
  }

  private static <T> int first(List<Owned<T>> known, Predicate<T> matching) {
    for (Owned<T> owned : known) {
      if (matching.test(owned.identity())) {
        return owned.person();
      }
    }
    return NOBODY;
  }

  /** How many changing addresses are remembered. */
  int remembered() {
    return tried.size();
  }
}
