package io.sealpost.device.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * One moment on all clocks of the device.
 *
 * @param uptime since the agent started, on a clock that is never set
 * @param wall what the wall clock says, right or not
 * @param synchronised whether the wall clock can be trusted
 */
public record Moment(Duration uptime, Instant wall, boolean synchronised) {
  /** When the agent started, by the wall clock as it is set now. */
  public Instant started() {
    return wall.minus(uptime);
  }

  /** The uptime in nanoseconds. */
  public long nanos() {
    return uptime.toNanos();
  }
}
