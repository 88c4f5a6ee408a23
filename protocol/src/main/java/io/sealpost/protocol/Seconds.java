package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Seconds as doubles, the unit of time in SenML and in the JSON of existing subscribers. */
final class Seconds {
  private static final long MICROS = 1_000_000;
  private static final double MILLIS = 1e3;

  // Up to 2^33 s a double tells neighbouring microseconds apart.
  private static final double MOST = 1L << 33;

  private Seconds() {}

  /** Seconds since 1970 of an instant of whole microseconds. */
  static double of(Instant instant) {
    return ofMicros(micros(instant));
  }

  /** Seconds of a number of microseconds. */
  static double ofMicros(long micros) {
    // Both operands are exact, so this is the double nearest to the decimal fraction.
    return micros / (double) MICROS;
  }

  /** Microseconds since 1970. */
  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The instant that many microseconds after 1970. */
  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /**
   * Microseconds nearest to a number of seconds.
   *
   * @throws DecodeException if it is beyond 2^33 in either direction
   */
  static long toMicros(String what, double seconds) throws DecodeException {
    if (!(Math.abs(seconds) <= MOST)) {
      throw new DecodeException(what + ": " + seconds + " s is out of range");
    }
    double whole = Math.floor(seconds);
    // Exact: multiplying the whole by 10^6 would round away what the fraction has.
    double fraction = seconds - whole;
    return ((long) whole) * MICROS + Math.round(fraction * MICROS);
  }

  /** Seconds of a duration of whole milliseconds. */
  static double of(Duration duration) {
    return duration.toMillis() / MILLIS;
  }

  /**
   * The duration of whole milliseconds nearest to a number of seconds.
   *
   * @throws DecodeException if it is negative or above 100 years
   */
  static Duration toDuration(String what, double seconds) throws DecodeException {
    if (!(seconds >= 0 && seconds <= Check.MAX_ELAPSED.toSeconds())) {
      throw new DecodeException(what + ": " + seconds + " s is out of range");
    }
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }
}
