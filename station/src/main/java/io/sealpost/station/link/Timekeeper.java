package io.sealpost.station.link;

import java.time.Duration;
import java.time.Instant;

/** Tells the time. */
@FunctionalInterface
public interface Timekeeper {
  /** This moment. */
  Moment now();

  /** By the machine's clocks. */
  static Timekeeper ofMachine() {
    long start = System.nanoTime();
    return () -> new Moment(Instant.now(), Duration.ofNanos(System.nanoTime() - start));
  }
}
