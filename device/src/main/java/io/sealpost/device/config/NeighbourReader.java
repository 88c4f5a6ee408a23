package io.sealpost.device.config;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.wifi.KnownHost;
import io.sealpost.sensors.wifi.NeighbourPresenceSensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is special to a {@code [[sensor]]} of known hosts. */
final class NeighbourReader {
  private static final int MAX_HOSTS = 64;

  private NeighbourReader() {}

  static Source read(TomlTable table) throws ConfigException {
    List<KnownHost> hosts = new ArrayList<>();
    for (TomlTable entry : table.tables("host")) {
      KnownHost host = host(entry.allowing(Set.of("name", "address", "mac")));
      for (KnownHost other : hosts) {
        refuseTwice(entry, "name", host.name(), other.name().equals(host.name()));
        refuseTwice(entry, "mac", host.mac(), other.mac().equals(host.mac()));
      }
      hosts.add(host);
    }
    if (hosts.isEmpty() || hosts.size() > MAX_HOSTS) {
      throw table.wrong(
          "host", hosts.size() + " hosts; there must be 1 to " + MAX_HOSTS + " [[sensor.host]]");
    }
    return new Source.Neighbours(
        table.required("interface", NeighbourReader::networkInterface),
        hosts,
        table
            .optional(
                "leave-after",
                text -> Durations.parse(text, Duration.ofSeconds(60), RateLimits.LONGEST))
            .orElse(NeighbourPresenceSensor.DEFAULT_LEAVE_AFTER));
  }

  private static void refuseTwice(TomlTable table, String key, Object value, boolean same)
      throws ConfigException {
    if (same && !value.equals(Optional.empty())) {
      throw table.wrong(key, value + " is there twice; every host needs its own");
    }
  }

  private static KnownHost host(TomlTable table) throws ConfigException {
    String name = table.required("name", Texts::displayName);
    Optional<MacAddress> mac = table.optional("mac", MacAddress::new);
    // Only literals: a name would be looked up at every sample, and sent to a name server.
    Optional<KnownHost> byAddress =
        table.optional(
            "address", text -> KnownHost.of(name, mac.map(MacAddress::text), Optional.of(text)));
    if (byAddress.isEmpty() && mac.isEmpty()) {
      throw table.wrong("address", "missing; a host needs an address or a mac");
    }
    return byAddress.orElseGet(() -> new KnownHost(name, mac, Optional.empty()));
  }

  private static String networkInterface(String text) {
    return Texts.matching(
        text, "[^\\s/:%-][^\\s/:%]{0,14}", "a network interface, \"wlan0\" for instance");
  }
}
