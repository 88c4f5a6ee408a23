package io.sealpost.e2e.hostile;

import io.sealpost.station.link.Moment;
import java.time.Duration;
import java.time.Instant;

/** The one time of a simulation; it passes when it is told to. */
final class SimClock {
  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

  private Duration elapsed = Duration.ZERO;

  void pass(Duration duration) {
    elapsed = elapsed.plus(duration);
  }

  Duration elapsed() {
    return elapsed;
  }

  Instant wall() {
    return START.plus(elapsed);
  }

  /** As the station tells it. */
  Moment moment() {
    return new Moment(wall(), elapsed);
  }
}
