package io.sealpost.device.clock;

import io.sealpost.protocol.Hello.BootStart;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Reckons from the wall clock, once it is right, when this boot started: by that everything is
 * dated that was measured by uptime. Notices when the clock is set. Owned by the agent's thread.
 */
public final class TimeKeeper {
  private static final Duration EVERY = Duration.ofHours(1);

  private final DeviceClock clock;
  private final GoodTime good;
  private final Store store;

  private Boots boots;
  private Optional<Instant> lastStart = Optional.empty();
  private boolean reckoned;
  private boolean waiting;
  private long keepAt;

  /** Where time outlives a restart. What cannot be kept is logged there. */
  public interface Store {
    /** Keeps what is known of the last boots. */
    void keep(Boots boots);

    /** Keeps a time that was known to be right. */
    void keep(Instant good);
  }

  /**
   * @param good learns what time it is
   * @param boots known so far, this one among them
   */
  public TimeKeeper(DeviceClock clock, GoodTime good, Boots boots, Store store) {
    this.clock = clock;
    this.good = good;
    this.boots = boots;
    this.store = store;
  }

  /** What became of the clock since the last look. */
  public enum Finding {
    /** Nothing that anybody must know. */
    NOTHING,
    /** It was set, or cannot be trusted any more. */
    DOUBTFUL,
    /** It is right, and it is known anew when this boot started. */
    RECKONED
  }

  /** Looks at the clocks. */
  public Finding look() {
    Moment now = clock.now();
    boolean moved = noticeMove(now);
    if (moved) {
      clock.doubt();
      now = clock.now();
    }
    if (now.synchronised() && ReadingTime.Wall.isPlausible(now.started())) {
      return trust(now, moved);
    }
    boolean lost = reckoned;
    reckoned = false;
    clock.release();
    tellOfWaiting(now);
    return moved || lost ? Finding.DOUBTFUL : Finding.NOTHING;
  }

  private boolean noticeMove(Moment now) {
    Optional<Instant> last = lastStart;
    lastStart = Optional.of(now.started());
    if (last.isEmpty() || DeviceClock.isNear(last.get(), now.started())) {
      return false;
    }
    Logger.warn(
        "the clock was set from {} to {}; readings keep their order and are dated anew where they"
            + " can be",
        UtcSeconds.text(last.get().plus(now.uptime())),
        UtcSeconds.text(now.wall()));
    return true;
  }

  private Finding trust(Moment now, boolean moved) {
    // Every time anew, because a disciplined clock is moved by less than counts as being set.
    clock.anchor(now.started());
    good.learn(now.wall());
    boolean again = moved || !reckoned;
    reckoned = true;
    if (again) {
      boots = boots.started(clock.boot(), now.started());
      Logger.info(
          "the clock is synchronised: it is {}, the agent started at {}",
          UtcSeconds.text(now.wall()),
          UtcSeconds.text(now.started()));
      waiting = false;
      store.keep(boots);
    }
    if (again || now.nanos() >= keepAt) {
      keep(now);
    }
    return again ? Finding.RECKONED : Finding.NOTHING;
  }

  private void keep(Moment now) {
    keepAt = now.nanos() + EVERY.toNanos();
    store.keep(now.wall());
  }

  private void tellOfWaiting(Moment now) {
    if (!waiting && clock.known()) {
      waiting = true;
      Logger.warn(
          "clock not synchronised since {}: readings carry boot and uptime and are dated later;"
              + " certificates are judged at {}",
          UtcSeconds.text(now.wall()),
          UtcSeconds.text(good.instant()));
    }
  }

  /** When this boot started, if that is known. */
  public Optional<Instant> started() {
    return Optional.ofNullable(boots.starts().get(clock.boot()));
  }

  /** When the last boots started, newest last. */
  public List<BootStart> starts() {
    return boots.told();
  }

  /** Keeps what time it is, as the last thing of this boot. */
  public void stop() {
    Moment now = clock.now();
    if (reckoned && now.synchronised()) {
      keep(now);
    }
  }
}
