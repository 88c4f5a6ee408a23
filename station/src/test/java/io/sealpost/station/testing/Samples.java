package io.sealpost.station.testing;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Readings that several tests need. */
public final class Samples {
  private Samples() {}

  /** A health reading in which every number is another. */
  public static Reading.Health health(ReadingTime time, Duration uptime, Optional<String> alarm) {
    return new Reading.Health(
        time,
        false,
        uptime,
        1,
        200,
        2,
        3,
        4,
        5,
        6,
        Duration.ofSeconds(7),
        8,
        true,
        alarm,
        List.of(new StreamName("temperature")));
  }
}
