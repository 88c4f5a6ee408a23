package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a reading was taken, as named parts: {@code timestamp} alone where all is well; where it is
 * not, {@code boot} and {@code uptime}, and beside them, if the clock was plausible, the {@code
 * timestamp} with {@code synchronised: false}; {@code simulated: true} where the reading was made
 * up.
 */
final class TimeFields {
  private static final String TIMESTAMP = "timestamp";
  private static final String SYNCHRONISED = "synchronised";
  private static final String BOOT = "boot";
  private static final String UPTIME = "uptime";
  private static final String SIMULATED = "simulated";

  private TimeFields() {}

  static void write(FieldWriter fields, ReadingTime time) {
    if (time instanceof ReadingTime.Wall wall) {
      writeTimestamp(fields, wall.instant(), wall.synchronised());
    } else if (time instanceof ReadingTime.SinceBoot since) {
      since.clock().ifPresent(clock -> writeTimestamp(fields, clock, false));
      fields.octets(BOOT, since.boot().hex()).real(UPTIME, Seconds.of(since.uptime()));
    }
  }

  private static void writeTimestamp(FieldWriter fields, Instant instant, boolean synchronised) {
    fields.real(TIMESTAMP, Seconds.of(instant));
    if (!synchronised) {
      fields.truth(SYNCHRONISED, false);
    }
  }

  static ReadingTime read(FieldReader fields) throws DecodeException {
    if (!isSinceBoot(fields)) {
      return readWall(fields);
    }
    Optional<Instant> clock = Optional.empty();
    if (fields.has(TIMESTAMP)) {
      ReadingTime.Wall wall = readWall(fields);
      if (wall.synchronised()) {
        throw new DecodeException(
            fields.path() + ": both a synchronised timestamp and a time since boot");
      }
      clock = Optional.of(wall.instant());
    }
    return readSinceBoot(fields, clock);
  }

  private static ReadingTime readSinceBoot(FieldReader fields, Optional<Instant> clock)
      throws DecodeException {
    String boot = fields.octets(BOOT);
    Duration uptime = Seconds.toDuration(fields.path() + "." + UPTIME, fields.real(UPTIME));
    return fields.build(() -> new ReadingTime.SinceBoot(new BootId(boot), uptime, clock));
  }

  private static ReadingTime.Wall readWall(FieldReader fields) throws DecodeException {
    double seconds = fields.real(TIMESTAMP);
    long micros = Seconds.toMicros(fields.path() + "." + TIMESTAMP, seconds);
    boolean synchronised = !fields.has(SYNCHRONISED) || fields.truth(SYNCHRONISED);
    Instant instant = Seconds.instant(micros);
    return fields.build(() -> new ReadingTime.Wall(instant, synchronised));
  }

  /** Whether there is a time since boot; the JSON of a presence has no other. */
  static boolean isSinceBoot(FieldReader fields) {
    return fields.has(BOOT);
  }

  static void writeSimulated(FieldWriter fields, boolean simulated) {
    if (simulated) {
      fields.truth(SIMULATED, true);
    }
  }

  static boolean readSimulated(FieldReader fields) throws DecodeException {
    return fields.has(SIMULATED) && fields.truth(SIMULATED);
  }
}
