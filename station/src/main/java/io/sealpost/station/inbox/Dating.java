package io.sealpost.station.inbox;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.StationException;
import io.sealpost.station.index.BootBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dates what was read before the device's clock was set. For one thread. */
final class Dating {
  private final BootBook boots;

  Dating(BootBook boots) {
    this.boots = boots;
  }

  /**
   * When a reading was taken: by the device's clock if that was set, else reckoned from the start
   * of its boot; empty if that is not known yet.
   */
  Optional<Instant> taken(DeviceId device, ReadingTime time) throws StationException {
    if (time instanceof ReadingTime.Wall wall) {
      return Optional.of(wall.instant());
    }
    if (time instanceof ReadingTime.SinceBoot since) {
      Optional<Instant> started = boots.started(device, since.boot());
      if (started.isEmpty()) {
        boots.undated(device, since.boot());
      }
      return started.map(start -> start.plus(since.uptime()));
    }
    throw new IllegalArgumentException("a time of unknown kind: " + time.getClass());
  }

  /** Learns from a hello when boots started; tells of those that were waited for. */
  List<Event> learn(DeviceId device, Hello hello) throws StationException {
    List<Event> dated = new ArrayList<>();
    for (Map.Entry<BootId, Instant> start : BootStarts.of(hello).entrySet()) {
      long waiting = boots.learn(device, start.getKey(), start.getValue());
      if (waiting > 0) {
        dated.add(new Event.BootDated(device, start.getKey(), start.getValue(), waiting));
      }
    }
    return dated;
  }
}
