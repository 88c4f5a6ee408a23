package io.sealpost.device.config;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.wifi.KnownHost;
import io.sealpost.sensors.wifi.NeighbourPresenceSensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one {@code [[sensor]]}. */
final class SensorReader {
  private static final int MAX_HOSTS = 64;
  private static final String BATCH = "batch";
  private static final String BATCH_READINGS = "batch-readings";

  private SensorReader() {}

  /** The types of sensors, and the keys of each. */
  private enum Type {
    THERMAL_ZONE("thermal-zone"),
    HWMON("hwmon"),
    DS18B20("ds18b20"),
    TMP102("tmp102"),
    NEIGHBOURS("neighbours"),
    SIMULATED_TEMPERATURE("simulated-temperature"),
    SIMULATED_PRESENCE("simulated-presence");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** The keys that a table of this type may have. */
    Set<String> keys() {
      Set<String> keys = new TreeSet<>(Set.of("type", "stream", "interval"));
      if (!tellsPresence()) {
        keys.addAll(Set.of(BATCH, BATCH_READINGS));
      }
      keys.addAll(
          switch (this) {
            case THERMAL_ZONE -> Set.of("zone");
            case HWMON -> Set.of("chip", "input");
            case DS18B20 -> Set.of("id");
            case TMP102 -> Set.of("bus", "address");
            case NEIGHBOURS -> Set.of("interface", "host", "leave-after");
            case SIMULATED_TEMPERATURE, SIMULATED_PRESENCE -> Set.of();
          });
      return keys;
    }

    /** Who comes and who goes is told at once. */
    boolean tellsPresence() {
      return this == NEIGHBOURS || this == SIMULATED_PRESENCE;
    }

    static Type of(String label) {
      Set<String> labels = new TreeSet<>();
      for (Type type : values()) {
        if (type.label.equals(label)) {
          return type;
        }
        labels.add(type.label);
      }
      String guess =
          Spelling.nearest(label, labels).map(near -> "; did you mean " + near + "?").orElse("");
      throw new IllegalArgumentException(
          "\"" + label + "\" must be one of " + String.join(", ", labels) + guess);
    }
  }

  static SensorSettings read(TomlTable table, Format format) throws ConfigException {
    Type type = table.required("type", Type::of);
    if (type.tellsPresence()) {
      refuseBatches(table, "presence is told at once; leave it out");
    } else if (format == Format.FERNET) {
      refuseBatches(table, "a fernet message carries one reading; leave it out");
    }
    table.allowing(type.keys());
    StreamName stream = table.required("stream", SensorReader::stream);
    Duration interval = table.required("interval", Texts::interval);
    return new SensorSettings(stream, interval, batching(table), source(type, table));
  }

  private static void refuseBatches(TomlTable table, String why) throws ConfigException {
    for (String key : List.of(BATCH, BATCH_READINGS)) {
      if (table.has(key)) {
        throw table.wrong(key, why);
      }
    }
  }

  private static Optional<Batching> batching(TomlTable table) throws ConfigException {
    Optional<Duration> within =
        table.optional(BATCH, text -> Durations.parse(text, Batching.SHORTEST, Batching.LONGEST));
    int readings = table.integer(BATCH_READINGS, Batching.MOST, Batching.FEWEST, Batching.MOST);
    return within.isPresent() || table.has(BATCH_READINGS)
        ? Optional.of(new Batching(within.orElse(Batching.USUAL), readings))
        : Optional.empty();
  }

  private static StreamName stream(String text) {
    StreamName stream = new StreamName(text);
    if (stream.equals(DeviceConfig.HEALTH)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is the agent's own stream; choose another");
    }
    return stream;
  }

  private static Source source(Type type, TomlTable table) throws ConfigException {
    return switch (type) {
      case THERMAL_ZONE -> new Source.ThermalZone(table.required("zone", Texts::kernelName));
      case HWMON ->
          new Source.Hwmon(
              table.required("chip", Texts::kernelName),
              table.required("input", SensorReader::hwmonInput));
      case DS18B20 -> new Source.Ds18b20(table.required("id", SensorReader::ds18b20));
      case TMP102 ->
          new Source.Tmp102(
              table.integer("bus", 1, 0, 255), table.integer("address", 0x48, 0x48, 0x4b));
      case NEIGHBOURS -> neighbours(table);
      case SIMULATED_TEMPERATURE -> new Source.SimulatedTemperature();
      case SIMULATED_PRESENCE -> new Source.SimulatedPresence();
    };
  }

  private static String hwmonInput(String text) {
    return Texts.matching(text, "temp[0-9]{1,3}", "temp and a number, \"temp1\" for instance");
  }

  private static String ds18b20(String text) {
    return Texts.matching(
        text,
        "28-[0-9a-f]{12}",
        "28- and 12 lower-case hexadecimal digits, see " + "/sys/bus/w1/devices");
  }

  private static Source neighbours(TomlTable table) throws ConfigException {
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
        table.required("interface", SensorReader::networkInterface),
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
