package io.sealpost.device.uplink;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.time.Instant;

/** Gives a reading its time by the clock, once that is known. */
final class Dating {
  private Dating() {}

  /**
   * The same reading with its time by the clock.
   *
   * @param boot whose readings are dated
   * @param started when that boot started
   * @return the reading itself if it has such a time, is of another boot, or would be out of range
   */
  static Reading date(Reading reading, BootId boot, Instant started) {
    if (reading.time() instanceof ReadingTime.SinceBoot since && since.boot().equals(boot)) {
      Instant taken = started.plus(since.uptime());
      return ReadingTime.Wall.isPlausible(taken)
          ? at(reading, new ReadingTime.Wall(taken, true))
          : reading;
    }
    return reading;
  }

  /** Presence and health never wait, so that there is nothing else to date. */
  private static Reading at(Reading reading, ReadingTime time) {
    return reading instanceof Reading.Temperature temperature
        ? new Reading.Temperature(time, temperature.simulated(), temperature.celsius())
        : reading;
  }
}
