package io.sealpost.sensors.simulated;

import io.sealpost.protocol.ReadingTime;

/** The one clock of all simulated sensors: that of the reading itself. */
final class SimulatedClock {
  private SimulatedClock() {}

  /** Returns seconds since the epoch, or since boot where the wall clock is not set. */
  static double seconds(ReadingTime time) {
    if (time instanceof ReadingTime.Wall wall) {
      return wall.instant().toEpochMilli() / 1000.0;
    }
    return ((ReadingTime.SinceBoot) time).uptime().toMillis() / 1000.0;
  }
}
