package io.sealpost.station.command;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import java.time.Duration;

/**
 * What the operator asks for.
 *
 * @param device to whom
 * @param stream whose interval is to change
 * @param interval the new one, 100 ms to 24 h, whole milliseconds
 * @param timeout how long to wait for the hello, and then for the answer, 1 s to 1 h
 */
public record Request(DeviceId device, StreamName stream, Duration interval, Duration timeout) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(24);

  /**
   * @throws IllegalArgumentException if a duration is out of the range stated above
   */
  public Request {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("an interval must be 100ms to 24h");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0
        || timeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("a timeout must be 1s to 1h");
    }
  }
}
