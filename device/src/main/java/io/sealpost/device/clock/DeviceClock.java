package io.sealpost.device.clock;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of the device. Safe for use by several threads.
 *
 * <p>While it is anchored, the wall clock is held against the uptime: one that was set in between
 * is not taken for synchronised, from the very moment on, until somebody has looked again.
 */
public final class DeviceClock {
  /** What a clock that is disciplined may be moved at once, a leap second included. */
  static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** Reading two clocks takes a microsecond; a thread that is held up in between tries again. */
  private static final long HELD_UP = Duration.ofMillis(20).toNanos();

  private static final int ATTEMPTS = 3;

  private final BootId boot;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final InstantSource wall;
  private final ClockState state;
  private final Instant floor;

  // Written by the agent's thread, read by all.
  private volatile @Nullable Instant anchor;

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

  /** This boot. */
  public BootId boot() {
    return boot;
  }

  /** Nanoseconds since the agent started. */
  public long nanos() {
    return nanoTime.getAsLong() - startedAt;
  }

  /** This moment. */
  public Moment now() {
    // Asked first: a clock that becomes synchronised later was perhaps not yet when it was read.
    boolean synchronised = state.synchronised();
    Moment now = read(synchronised);
    return synchronised && !agrees(now) ? new Moment(now.uptime(), now.wall(), false) : now;
  }

  private Moment read(boolean synchronised) {
    long before = nanos();
    Instant shown = wall.instant();
    for (int i = 1; i < ATTEMPTS && nanos() - before > HELD_UP; i++) {
      before = nanos();
      shown = wall.instant();
    }
    return new Moment(Duration.ofNanos(before), shown, synchronised);
  }

  private boolean agrees(Moment now) {
    Instant held = anchor;
    return held == null || isNear(held, now.started());
  }

  /** Whether two starts of a boot are the same, but for what a clock may be moved at once. */
  static boolean isNear(Instant one, Instant other) {
    return !one.plus(TOLERANCE).isBefore(other) && !other.plus(TOLERANCE).isBefore(one);
  }

  /**
   * The wall clock is right: from now on it is held against the uptime.
   *
   * @param started when this boot started, by that clock
   */
  void anchor(Instant started) {
    anchor = started;
  }

  /** What is held against the wall clock is not known to be right any more. */
  void release() {
    anchor = null;
  }

  /** Has the system be asked anew whether the clock is synchronised. */
  void doubt() {
    release();
    state.doubt();
  }

  /** Whether the system was asked already whether the clock is synchronised. */
  boolean known() {
    return state.known();
  }

  /** The time of a reading that is taken now, as well as the device knows it. */
  public ReadingTime readingTime() {
    Moment now = now();
    return now.synchronised() || !now.wall().isBefore(floor)
        ? ReadingTime.of(now.wall(), now.synchronised(), boot, now.uptime())
        : new ReadingTime.SinceBoot(boot, now.uptime(), Optional.empty());
  }
}
