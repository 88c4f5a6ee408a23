package io.sealpost.device.clock;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The clocks of the device. Safe for use by several threads. */
public final class DeviceClock {
  private final BootId boot;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final InstantSource wall;
  private final ClockState state;
  private final Instant floor;

  /**
   * Uptime starts now.
   *
   * @param boot this boot
   * @param nanoTime nanoseconds on a clock that is never set
   * @param floor the wall clock cannot be right when it is before this moment
   */
  public DeviceClock(
      BootId boot, LongSupplier nanoTime, InstantSource wall, ClockState state, Instant floor) {
    this.boot = boot;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.wall = wall;
    this.state = state;
    this.floor = floor;
  }

  /** Nanoseconds since the agent started. */
  public long nanos() {
    return nanoTime.getAsLong() - startedAt;
  }

  /** This moment. */
  public Moment now() {
    return new Moment(Duration.ofNanos(nanos()), wall.instant(), state.synchronised());
  }

  /** The time of a reading that is taken now, as well as the device knows it. */
  public ReadingTime readingTime() {
    Moment now = now();
    return now.synchronised() || !now.wall().isBefore(floor)
        ? ReadingTime.of(now.wall(), now.synchronised(), boot, now.uptime())
        : new ReadingTime.SinceBoot(boot, now.uptime());
  }
}
