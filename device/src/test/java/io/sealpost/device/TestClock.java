package io.sealpost.device;

import io.sealpost.device.clock.ClockState;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.GoodTime;
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
  private boolean known = true;
  private int doubts;

  /** What the system says; a doubt lasts until a test says something else. */
  private final class State implements ClockState {
    @Override
    public boolean synchronised() {
      return synchronised;
    }

    @Override
    public boolean known() {
      return known;
    }

    @Override
    public void doubt() {
      synchronised = false;
      doubts++;
    }
  }

  /** A device clock that starts now. */
  public DeviceClock deviceClock() {
    return deviceClock(new State());
  }

  /** A device clock that starts now and believes something else of the wall clock. */
  public DeviceClock deviceClock(ClockState state) {
    return deviceClock(BOOT, state);
  }

  /** A device clock of another boot that starts now. */
  public DeviceClock deviceClock(BootId boot) {
    return deviceClock(boot, new State());
  }

  private DeviceClock deviceClock(BootId boot, ClockState state) {
    return new DeviceClock(boot, () -> nanos, () -> wall, state, FLOOR);
  }

  /** By which certificates are judged. */
  public GoodTime goodTime() {
    return new GoodTime(wall(), () -> nanos, FLOOR);
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

  /** Whether the system has said anything yet. */
  public void setKnown(boolean known) {
    this.known = known;
  }

  /** How often the system was to be asked anew. */
  public int doubts() {
    return doubts;
  }

  /** A moment some time after {@link #START}. */
  public static Moment at(Duration uptime) {
    return new Moment(uptime, START.plus(uptime), true);
  }
}
