package io.sealpost.station.command;

import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.link.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a device is up at present, reckoned from what it sealed; nobody tells how old that is.
 *
 * <p>Whatever the device ever sealed of its uptime in this boot is a lower bound, and grows with
 * the station's own clock from the moment it came. A hello with a synchronised clock also dates
 * itself, so that the time since can be told by the wall clock; the error is the difference of both
 * clocks. The larger of the two is the estimate. Where only the lower bound is known the estimate
 * may be too small: a command is then answered {@code late} and never obeyed later than meant.
 *
 * @param hello of the boot in question
 * @param bound the uptime that the device had at least
 * @param boundAt at that moment of the station's monotonic clock
 */
record UptimeEstimate(Hello hello, Duration bound, Duration boundAt) {
  static UptimeEstimate of(Hello hello, Moment now) {
    return new UptimeEstimate(hello, hello.uptime(), now.elapsed());
  }

  /** With one more statement of the device in this boot, which came now. */
  UptimeEstimate learn(Duration uptime, Moment now) {
    return uptime.compareTo(boundAt(now)) > 0
        ? new UptimeEstimate(hello, uptime, now.elapsed())
        : this;
  }

  /** The uptime at the moment {@code now}. */
  Duration at(Moment now) {
    Duration least = boundAt(now);
    if (!hello.synchronised()) {
      return least;
    }
    Duration dated = hello.uptime().plus(Duration.between(hello.clock(), now.wall()));
    return dated.compareTo(least) > 0 ? dated : least;
  }

  Duration boundAt(Moment now) {
    return bound.plus(now.elapsed().minus(boundAt));
  }

  /**
   * What a reading of the same boot says of the uptime.
   *
   * @return empty if it says nothing, or nothing certain
   */
  static Optional<Duration> statedBy(Reading reading, Hello hello) {
    if (reading instanceof Reading.Health health) {
      return Optional.of(health.uptime());
    }
    if (reading.time() instanceof ReadingTime.SinceBoot since) {
      return since.boot().equals(hello.boot()) ? Optional.of(since.uptime()) : Optional.empty();
    }
    if (reading.time() instanceof ReadingTime.Wall wall
        && wall.synchronised()
        && hello.synchronised()) {
      return Optional.of(hello.uptime().plus(Duration.between(hello.clock(), wall.instant())));
    }
    return Optional.empty();
  }
}
