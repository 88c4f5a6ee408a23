package io.sealpost.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * What is to be otherwise with one stream; what is empty stays as it is.
 *
 * @param interval between samples, whole milliseconds from 1 ms to 366 days; wider than any device
 *     allows, which judges for itself
 * @param batching how readings share messages
 * @param report which readings are reported
 * @param duty how much its Bluetooth scanner listens
 */
public record StreamChange(
    Optional<Duration> interval,
    Optional<Change<Batching>> batching,
    Optional<Change<OnChange>> report,
    Optional<DutyCycle> duty) {
  private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
  private static final Duration MAX_INTERVAL = Duration.ofDays(366);

  /**
   * @throws IllegalArgumentException if the interval is out of the range stated above, or nothing
   *     is to change
   */
  public StreamChange {
    interval.ifPresent(each -> Check.interval("interval", each, MIN_INTERVAL, MAX_INTERVAL));
    if (interval.isEmpty() && batching.isEmpty() && report.isEmpty() && duty.isEmpty()) {
      throw new IllegalArgumentException("a change of a stream must change something");
    }
  }

  /** Another interval and nothing else. */
  public static StreamChange every(Duration interval) {
    return new StreamChange(
        Optional.of(interval), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
