package io.sealpost.device.config;

import io.sealpost.protocol.OnChange;
import io.sealpost.sensors.guard.Guards;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads what becomes of the readings of one {@code [[sensor]]}. */
final class RuleReader {
  private static final String ON_CHANGE = "on-change";
  private static final String HEARTBEAT = "heartbeat";
  private static final String OFFSET = "offset";
  private static final String MEDIAN = "median";
  private static final String STUCK_AFTER = "stuck-after";
  private static final String OFF = "off";

  static final Set<String> KEYS = Set.of(ON_CHANGE, HEARTBEAT, OFFSET, MEDIAN, STUCK_AFTER);

  private RuleReader() {}

  /**
   * @param usualStuckAfter if the file says nothing
   */
  static ReportRules read(TomlTable table, Optional<Duration> usualStuckAfter)
      throws ConfigException {
    Guards guards =
        new Guards(
            table.number(OFFSET, -Guards.MAX_OFFSET, Guards.MAX_OFFSET).orElse(0),
            median(table),
            table.optional(STUCK_AFTER, RuleReader::stuckAfter).orElse(usualStuckAfter));
    return new ReportRules(guards, onChange(table));
  }

  private static int median(TomlTable table) throws ConfigException {
    int median = table.integer(MEDIAN, 1, 1, Guards.MAX_MEDIAN);
    if (median % 2 == 0) {
      throw table.wrong(MEDIAN, "\"" + median + "\" must be odd, 3 for instance");
    }
    return median;
  }

  private static Optional<Duration> stuckAfter(String text) {
    return text.equals(OFF)
        ? Optional.empty()
        : Optional.of(Durations.parse(text, Guards.SHORTEST_STUCK, Guards.LONGEST_STUCK));
  }

  private static Optional<OnChange> onChange(TomlTable table) throws ConfigException {
    OptionalDouble degrees = table.number(ON_CHANGE, RateLimits.LEAST_STEP, OnChange.MAX_DEGREES);
    Optional<Duration> heartbeat =
        table.optional(
            HEARTBEAT, text -> Durations.parse(text, OnChange.SHORTEST, OnChange.LONGEST));
    if (degrees.isPresent()) {
      return Optional.of(new OnChange(degrees.getAsDouble(), heartbeat.orElse(OnChange.USUAL)));
    }
    if (heartbeat.isPresent()) {
      throw table.wrong(HEARTBEAT, "goes with on-change; without it every reading is reported");
    }
    return Optional.empty();
  }
}
