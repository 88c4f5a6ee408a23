package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * When a reading was taken, as named parts: {@code timestamp} alone where all is well; {@code
 * synchronised: false} beside it, or {@code boot} and {@code uptime} instead of it, where it is
 * not; {@code simulated: true} where the reading was made up.
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
      fields.real(TIMESTAMP, Seconds.of(wall.instant()));
      if (!wall.synchronised()) {
        fields.truth(SYNCHRONISED, false);
      }
    } else if (time instanceof ReadingTime.SinceBoot since) {
      fields.octets(BOOT, since.boot().hex()).real(UPTIME, Seconds.of(since.uptime()));
    }
  }

  static ReadingTime read(FieldReader fields) throws DecodeException {
    if (isSinceBoot(fields)) {
      if (fields.has(TIMESTAMP)) {
        throw new DecodeException(fields.path() + ": both a timestamp and a time since boot");
      }
      String boot = fields.octets(BOOT);
      Duration uptime = Seconds.toDuration(fields.path() + "." + UPTIME, fields.real(UPTIME));
      return fields.build(() -> new ReadingTime.SinceBoot(new BootId(boot), uptime));
    }
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
