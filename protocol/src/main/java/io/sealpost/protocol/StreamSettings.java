package io.sealpost.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * What is in force of one stream.
 *
 * @param interval between samples, whole milliseconds from 100 ms to 24 h
 * @param batching how readings share messages; empty if each has its own
 * @param report which readings are reported; empty if all are
 * @param duty how much its Bluetooth scanner listens; empty if it has none
 */
public record StreamSettings(
    Duration interval,
    Optional<Batching> batching,
    Optional<OnChange> report,
    Optional<DutyCycle> duty) {
  /** Shortest sampling interval. */
  public static final Duration MIN_INTERVAL = Duration.ofMillis(100);

  /** Longest sampling interval. */
  public static final Duration MAX_INTERVAL = Duration.ofHours(24);

  /**
   * @throws IllegalArgumentException if the interval is out of the range stated above
   */
  public StreamSettings {
    Check.interval("interval", interval, MIN_INTERVAL, MAX_INTERVAL);
  }

  /** Sampled at an interval, everything reported by itself. */
  public static StreamSettings every(Duration interval) {
    return new StreamSettings(interval, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What is in force after a change. */
  public StreamSettings with(StreamChange change) {
    return new StreamSettings(
        change.interval().orElse(interval),
        change.batching().map(Change::value).orElse(batching),
        change.report().map(Change::value).orElse(report),
        change.duty().or(() -> duty));
  }
}
