package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a reading was taken, as well as the device knew at that moment. */
public sealed interface ReadingTime {
  /**
   * The time of a reading taken now: by the wall clock, or since boot while that cannot be trusted.
   *
   * @param clock what the wall clock shows
   * @param synchronised whether the kernel says that it is synchronised
   * @param boot this boot
   * @param uptime time since the agent started
   */
  static ReadingTime of(Instant clock, boolean synchronised, BootId boot, Duration uptime) {
    Optional<Instant> plausible = Optional.of(clock).filter(Wall::isPlausible);
    return synchronised && plausible.isPresent()
        ? new Wall(clock, true)
        : new SinceBoot(boot, uptime, plausible);
  }

  /**
   * The wall clock was set; or the encoding has nothing but its time, synchronised or not.
   *
   * @param instant from {@link #EARLIEST} to before {@link #LATEST}; cut to whole microseconds,
   *     which is what every encoding keeps
   * @param synchronised whether the kernel said that the clock was synchronised
   */
  record Wall(Instant instant, boolean synchronised) implements ReadingTime {
    /** 2^28 s, in 1978: SenML takes what is smaller as relative to now (RFC 8428 section 4.5.3). */
    public static final Instant EARLIEST = Instant.ofEpochSecond(1L << 28);

    /** 2^32 s, in 2106: beyond, a double does not keep every microsecond. */
    public static final Instant LATEST = Instant.ofEpochSecond(1L << 32);

    /**
     * @throws IllegalArgumentException if {@code instant} is not plausible
     */
    public Wall {
      if (!isPlausible(instant)) {
        throw new IllegalArgumentException(
            "time " + instant + " must be from " + EARLIEST + " to before " + LATEST);
      }
      instant = instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether {@code instant} can be the time of a reading; if not, the clock was never set. */
    public static boolean isPlausible(Instant instant) {
      return !instant.isBefore(EARLIEST) && instant.isBefore(LATEST);
    }
  }

  /**
   * The wall clock was not known to be right: to be dated once it is.
   *
   * @param boot the boot whose uptime this is
   * @param uptime time since the agent started, 0 to 100 years, cut to whole milliseconds
   * @param clock what the wall clock showed, where that is plausible: the best there is until more
   *     is known; in the range of {@link Wall#instant}, cut likewise
   */
  record SinceBoot(BootId boot, Duration uptime, Optional<Instant> clock) implements ReadingTime {
    /**
     * @throws IllegalArgumentException if {@code uptime} is out of range, or {@code clock} is not
     *     plausible
     */
    public SinceBoot {
      uptime = Check.elapsed("uptime", uptime);
      clock = clock.map(shown -> new Wall(shown, false).instant());
    }

    /** Under a clock that was not even plausible. */
    public SinceBoot(BootId boot, Duration uptime) {
      this(boot, uptime, Optional.empty());
    }
  }
}
