package io.sealpost.device.config;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.Batching;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads how readings of one {@code [[sensor]]} share messages. */
final class BatchReader {
  private static final String BATCH = "batch";
  private static final String BATCH_READINGS = "batch-readings";

  static final Set<String> KEYS = Set.of(BATCH, BATCH_READINGS);

  private BatchReader() {}

  static Optional<Batching> read(TomlTable table) throws ConfigException {
    Optional<Duration> within =
        table.optional(BATCH, text -> Durations.parse(text, Batching.SHORTEST, Batching.LONGEST));
    int readings = table.integer(BATCH_READINGS, Batching.MOST, Batching.FEWEST, Batching.MOST);
    return within.isPresent() || table.has(BATCH_READINGS)
        ? Optional.of(new Batching(within.orElse(Batching.USUAL), readings))
        : Optional.empty();
  }

  /** Says why there are none, which is more than that the key is unknown. */
  static void refuse(TomlTable table, SensorType type, Format format) throws ConfigException {
    if (type.tellsPresence()) {
      refuse(table, "presence is told at once; leave it out");
    } else if (format == Format.FERNET) {
      refuse(table, "a fernet message carries one reading; leave it out");
    }
  }

  private static void refuse(TomlTable table, String why) throws ConfigException {
    for (String key : new TreeSet<>(KEYS)) {
      if (table.has(key)) {
        throw table.wrong(key, why);
      }
    }
  }
}
