package io.sealpost.device;

import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.protocol.BootId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Clocks that move when a test says so. */
public final class TestClock {
  /** The boot of all tests. */
  public static final BootId BOOT = new BootId("0123456789abcdef");

  /** What the wall clock says at first. */
  public static final Instant START = Instant.parse("2027-03-01T12:00:00Z");

  /** The build. */
  public static final Instant FLOOR = Instant.parse("2026-11-21T00:00:00Z");

  // Not 0, so that a time that is not relative to the start shows.
  private long nanos = 123_456_789_012L;
  private Instant wall = START;
  private boolean synchronised = true;

  /** A device clock that starts now. */
  public DeviceClock deviceClock() {
    return new DeviceClock(BOOT, () -> nanos, () -> wall, () -> synchronised, FLOOR);
  }

  /** The wall clock. */
  public InstantSource wall() {
    return () -> wall;
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  /** Sets the wall clock. */
  public void setWall(Instant wall) {
    this.wall = wall;
  }

  public void setSynchronised(boolean synchronised) {
    this.synchronised = synchronised;
  }

  /** A moment some time after {@link #START}. */
  public static Moment at(Duration uptime) {
    return new Moment(uptime, START.plus(uptime), true);
  }
}
