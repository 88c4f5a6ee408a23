package io.sealpost.device.state;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Settings as a table of names and numbers: {@code part.stream}, the part first because it has no
 * dot. What is off is 0. Degrees are the bits of the number itself, so that none is lost.
 */
final class SettingsTable {
  private static final String LOG = "log";
  private static final String INTERVAL = "interval-ms";
  private static final String BATCH = "batch-ms";
  private static final String READINGS = "batch-readings";
  private static final String STEP = "report-bits";
  private static final String HEARTBEAT = "heartbeat-ms";
  private static final String SCAN = "scan-ms";
  private static final String PAUSE = "pause-ms";

  private SettingsTable() {}

  static Map<String, Long> of(Commanded commanded) {
    Map<String, Long> table = new TreeMap<>();
    commanded.log().ifPresent(level -> table.put(LOG + "." + level.label(), 1L));
    commanded.streams().forEach((stream, change) -> put(table, "." + stream, change));
    return table;
  }

  private static void put(Map<String, Long> table, String stream, StreamChange change) {
    change.interval().ifPresent(each -> table.put(INTERVAL + stream, each.toMillis()));
    change
        .batching()
        .ifPresent(
            each -> {
              table.put(BATCH + stream, each.value().map(b -> b.within().toMillis()).orElse(0L));
              each.value().ifPresent(b -> table.put(READINGS + stream, (long) b.readings()));
            });
    change
        .report()
        .ifPresent(
            each -> {
              table.put(
                  STEP + stream,
                  each.value().map(r -> Double.doubleToLongBits(r.degrees())).orElse(0L));
              each.value().ifPresent(r -> table.put(HEARTBEAT + stream, r.heartbeat().toMillis()));
            });
    change
        .duty()
        .ifPresent(
            each -> {
              table.put(SCAN + stream, each.scan().toMillis());
              table.put(PAUSE + stream, each.pause().toMillis());
            });
  }

  /**
   * @throws IllegalArgumentException if it is no table of settings
   */
  static Commanded read(Map<String, Long> table) {
    Map<StreamName, Map<String, Long>> streams = new HashMap<>();
    Optional<LogLevel> log = Optional.empty();
    for (Map.Entry<String, Long> entry : table.entrySet()) {
      int dot = entry.getKey().indexOf('.');
      String part = entry.getKey().substring(0, Math.max(0, dot));
      String rest = entry.getKey().substring(dot + 1);
      if (part.equals(LOG)) {
        log = Optional.of(LogLevel.of(rest));
      } else {
        streams
            .computeIfAbsent(new StreamName(rest), name -> new HashMap<>())
            .put(part, entry.getValue());
      }
    }
    Map<StreamName, StreamChange> changes = new HashMap<>();
    streams.forEach((stream, parts) -> changes.put(stream, change(parts)));
    return new Commanded(changes, log);
  }

  private static StreamChange change(Map<String, Long> parts) {
    Optional<Duration> interval = Optional.ofNullable(parts.get(INTERVAL)).map(Duration::ofMillis);
    return new StreamChange(
        interval,
        pair(
            parts,
            BATCH,
            READINGS,
            (within, readings) ->
                new Batching(Duration.ofMillis(within), Math.toIntExact(readings))),
        pair(
            parts,
            STEP,
            HEARTBEAT,
            (bits, heartbeat) ->
                new OnChange(Double.longBitsToDouble(bits), Duration.ofMillis(heartbeat))),
        pair(
                parts,
                SCAN,
                PAUSE,
                (scan, pause) -> new DutyCycle(Duration.ofMillis(scan), Duration.ofMillis(pause)))
            .flatMap(Change::value));
  }

  private static <T> Optional<Change<T>> pair(
      Map<String, Long> parts, String one, String other, BiFunction<Long, Long, T> both) {
    Long first = parts.get(one);
    if (first == null) {
      return Optional.empty();
    }
    return Optional.of(
        first == 0 ? Change.off() : Change.to(both.apply(first, parts.getOrDefault(other, 0L))));
  }
}
