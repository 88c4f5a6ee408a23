package io.sealpost.device.config;

import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the table {@code [journal]}. */
final class JournalReader {
  private static final Set<String> KEYS =
      Set.of(
          "max-bytes",
          "max-age",
          "durability",
          "group",
          "when-full",
          "keep",
          "min-free",
          "window",
          "backlog-rate");

  private static final long MIB = 1024 * 1024;

  /**
   * The link takes 1000 messages at one time: half of them are left to all that is not a reading.
   */
  private static final int MAX_WINDOW = 500;

  private final TomlTable journal;

  JournalReader(TomlTable root) throws ConfigException {
    this.journal = root.table("journal", KEYS);
  }

  JournalSettings read() throws ConfigException {
    WhenFull whenFull =
        journal.optional("when-full", JournalReader::whenFull).orElse(WhenFull.DROP_OLDEST);
    JournalOptions options =
        new JournalOptions(
            journal
                .optional("max-bytes", text -> Sizes.parse(text, "2MB", "16GB"))
                .orElse(64 * MIB),
            journal
                .optional(
                    "max-age",
                    text -> Durations.parse(text, Duration.ofMinutes(1), Duration.ofDays(3650)))
                .orElse(Duration.ofDays(30)),
            durability(),
            whenFull,
            keep(whenFull),
            journal.optional("min-free", text -> Sizes.parse(text, "0B", "64GB")).orElse(64 * MIB));
    return new JournalSettings(
        options,
        journal.integer("window", 16, 1, MAX_WINDOW),
        journal.integer("backlog-rate", 1500, 1, 100_000));
  }

  private Durability durability() throws ConfigException {
    Optional<Durability> each =
        journal
            .optional("durability", text -> text)
            .filter("each"::equals)
            .map(text -> new Durability.Each());
    if (each.isPresent()) {
      if (journal.has("group")) {
        throw journal.wrong("group", "goes with a time; with durability = \"each\" there is none");
      }
      return each.get();
    }
    return new Durability.Grouped(
        journal.optional("durability", JournalReader::within).orElse(Duration.ofSeconds(5)),
        journal.integer("group", 10, 1, 1000));
  }

  private static Duration within(String text) {
    try {
      return Durations.parse(text, Duration.ofMillis(100), Duration.ofMinutes(5));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + ", or \"each\"", e);
    }
  }

  private int keep(WhenFull whenFull) throws ConfigException {
    if (whenFull != WhenFull.THIN && journal.has("keep")) {
      throw journal.wrong("keep", "goes with when-full = \"thin\" only");
    }
    return journal.integer("keep", 2, 2, 100);
  }

  private static WhenFull whenFull(String text) {
    for (WhenFull policy : WhenFull.values()) {
      if (label(policy).equals(text)) {
        return policy;
      }
    }
    throw new IllegalArgumentException("\"" + text + "\" must be drop-oldest, drop-newest or thin");
  }

  private static String label(WhenFull policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
