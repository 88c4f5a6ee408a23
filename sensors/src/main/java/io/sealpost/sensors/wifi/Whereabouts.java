package io.sealpost.sensors.wifi;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * At which IP addresses known people can be nudged: those that are configured, and those at which
 * their hardware addresses were seen of late. Bounded by the number of people; safe for use by
 * several threads.
 */
final class Whereabouts {
  /** A host has an IPv4 address and a few of IPv6; the bound of what is remembered of each. */
  static final int MAX_ADDRESSES = 4;

  private final List<KnownPerson> people;

  /** Has a key for each known hardware address, and no other. Guarded by this. */
  private final Map<MacAddress, List<InetAddress>> seen = new HashMap<>();

  /**
   * @param people whom to nudge
   */
  Whereabouts(List<KnownPerson> people) {
    this.people = List.copyOf(people);
    for (KnownPerson person : people) {
      for (Identity identity : person.identities()) {
        if (identity instanceof Identity.Hardware hardware) {
          seen.put(hardware.address(), List.of());
        }
      }
    }
  }

  /** Remembers where known hardware addresses are, from one look at the table. */
  synchronized void remember(List<Neighbour> table) {
    Map<MacAddress, List<InetAddress>> now = new HashMap<>();
    for (Neighbour entry : table) {
      entry
          .mac()
          .filter(seen::containsKey)
          .ifPresent(
              mac -> now.computeIfAbsent(mac, key -> new ArrayList<>()).add(entry.address()));
    }
    now.forEach(this::remember);
  }

  /** Where to nudge everybody. */
  synchronized List<InetAddress> all() {
    Set<InetAddress> all = new LinkedHashSet<>();
    people.forEach(person -> all.addAll(of(person)));
    return List.copyOf(all);
  }

  /** Where to nudge somebody; empty if that is unknown. */
  synchronized List<InetAddress> of(KnownPerson person) {
    Set<InetAddress> addresses = new LinkedHashSet<>();
    for (Identity identity : person.identities()) {
      if (identity instanceof Identity.Host host) {
        addresses.add(host.address());
      } else if (identity instanceof Identity.Hardware hardware) {
        addresses.addAll(seen.getOrDefault(hardware.address(), List.of()));
      }
    }
    return List.copyOf(addresses);
  }

  /** IPv4 first: it changes least, and IPv6 has temporary addresses without end. */
  private void remember(MacAddress mac, List<InetAddress> addresses) {
    addresses.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
    Set<InetAddress> latest = new LinkedHashSet<>(addresses);
    latest.addAll(seen.getOrDefault(mac, List.of()));
    seen.put(mac, latest.stream().limit(MAX_ADDRESSES).toList());
  }
}
