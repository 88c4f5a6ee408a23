package io.sealpost.protocol;

import java.time.Duration;
import java.util.Map;

/**
 * What the station asks of a device: absolute values, so that twice is as good as once.
 *
 * @param intervals the new sampling interval of each named stream, 1 to 64 of them, each whole
 *     milliseconds from 1 ms to 366 days; wider than any device allows, which judges for itself
 * @param by deadline on the device's own clock: its uptime after which it must not act any more, 0
 *     to 100 years, cut to whole milliseconds
 */
public record Command(Map<StreamName, Duration> intervals, Duration by) {
  private static final Duration MIN_INTERVAL = Duration.ofMillis(1);
  private static final Duration MAX_INTERVAL = Duration.ofDays(366);

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Command {
    intervals = Map.copyOf(intervals);
    if (intervals.isEmpty()) {
      throw new IllegalArgumentException("a command must set at least one stream");
    }
    Check.range("number of streams", intervals.size(), 1, Check.MAX_STREAMS);
    intervals.forEach(
        (stream, interval) ->
            Check.interval("interval of " + stream, interval, MIN_INTERVAL, MAX_INTERVAL));
    by = Check.elapsed("deadline", by);
  }
}
