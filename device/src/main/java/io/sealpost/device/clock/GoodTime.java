package io.sealpost.device.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The latest moment that has passed for certain: what the wall clock shows, but not before the last
 * time that was known to be right, nor before the build. At a clock that was not set yet,
 * certificates are judged by it. Safe for use by several threads.
 */
public final class GoodTime implements InstantSource {
  private final InstantSource wall;
  private final LongSupplier nanoTime;

  // Written by the agent's thread, read by the link's.
  private volatile Known known;

  private record Known(Instant time, long nanos) {}

  /**
   * @param nanoTime nanoseconds on a clock that is never set
   * @param least has passed already: the build's time, or the last one that was known to be right
   */
  public GoodTime(InstantSource wall, LongSupplier nanoTime, Instant least) {
    this.wall = wall;
    this.nanoTime = nanoTime;
    this.known = new Known(least, nanoTime.getAsLong());
  }

  /** The wall clock is right, and this is what it shows; nothing else counts any more. */
  void learn(Instant time) {
    known = new Known(time, nanoTime.getAsLong());
  }

  @Override
  public Instant instant() {
    Known last = known;
    Instant least = last.time().plus(Duration.ofNanos(nanoTime.getAsLong() - last.nanos()));
    Instant shown = wall.instant();
    return shown.isAfter(least) ? shown : least;
  }
}
