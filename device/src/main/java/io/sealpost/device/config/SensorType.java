package io.sealpost.device.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types of sensors, and the keys of each. */
enum SensorType {
  THERMAL_ZONE("thermal-zone"),
  HWMON("hwmon"),
  IIO("iio"),
  DS18B20("ds18b20"),
  TMP102("tmp102"),
  TMP117("tmp117"),
  MCP9808("mcp9808"),
  SHT31("sht31"),
  SHT4X("sht4x"),
  BME280("bme280"),
  BMP280("bmp280"),
  PRESENCE("presence"),
  SIMULATED_TEMPERATURE("simulated-temperature"),
  SIMULATED_PRESENCE("simulated-presence");

  private final String label;

  SensorType(String label) {
    this.label = label;
  }

  /** The keys that a table of this type may have. */
  Set<String> keys() {
    Set<String> all = new TreeSet<>(Set.of("type", "stream", "interval"));
    if (!tellsPresence()) {
      all.addAll(BatchReader.KEYS);
      all.addAll(RuleReader.KEYS);
    }
    all.addAll(ownKeys());
    return all;
  }

  private Set<String> ownKeys() {
    return switch (this) {
      case THERMAL_ZONE -> Set.of("zone");
      case HWMON -> Set.of("chip", "input");
      case IIO -> Set.of("device", "channel");
      case DS18B20 -> Set.of("id");
      case TMP102, TMP117, MCP9808, SHT31, SHT4X, BME280, BMP280 -> Set.of("bus", "address");
      case PRESENCE -> PresenceReader.keys();
      case SIMULATED_TEMPERATURE, SIMULATED_PRESENCE -> Set.of();
    };
  }

  /** Who comes and who goes is told at once, and as it is. */
  boolean tellsPresence() {
    return this == PRESENCE || this == SIMULATED_PRESENCE;
  }

  /**
   * After which time a value that never changes counts as a fault if the file says nothing. Only
   * chips whose steps are far below their noise must change: a thermal zone may have whole degrees,
   * and a cellar may be as steady as a DS18B20 is coarse.
   */
  Optional<Duration> stuckAfter() {
    return switch (this) {
      case SHT31, SHT4X, BME280, BMP280 -> Optional.of(Duration.ofHours(24));
      default -> Optional.empty();
    };
  }

  static SensorType of(String label) {
    if (label.equals("neighbours")) {
      throw new IllegalArgumentException(
          "\"neighbours\" is now type = \"presence\" with interface = ... in [sensor.neighbours],"
              + " and each [[sensor.host]] a [[sensor.person]] with hosts = [\"...\"] for address and"
              + " hardware = [\"...\"] for mac");
    }
    Set<String> labels = new TreeSet<>();
    for (SensorType type : values()) {
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
