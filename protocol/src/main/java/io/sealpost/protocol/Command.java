package io.sealpost.protocol;

import java.time.Duration;

/**
 * What the station asks of a device.
 *
 * @param action what to do
 * @param by deadline on the device's own clock: its uptime after which it must not act any more, 0
 *     to 100 years, cut to whole milliseconds
 */
public record Command(Action action, Duration by) {
  /**
   * @throws IllegalArgumentException if the deadline is out of the range stated above
   */
  public Command {
    by = Check.elapsed("deadline", by);
  }
}
