package io.sealpost.device.privacy;

import io.sealpost.device.config.PrivacySettings.Pseudonyms;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * For how long a pseudonym is the same.
 *
 * @param name what tells it from others; empty for ever
 * @param elapsed how much of it has passed, where it has a beginning
 */
record Period(String name, Optional<Duration> elapsed) {
  private static final Period EVER = new Period("", Optional.empty());

  /**
   * The one in which a reading was taken. Without a clock that is known to be right there is no day
   * to name: the boot takes its place, so that nobody is followed from one boot to the next.
   */
  static Period of(Pseudonyms pseudonyms, ReadingTime time) {
    if (pseudonyms == Pseudonyms.STABLE) {
      return EVER;
    }
    if (time instanceof ReadingTime.SinceBoot since) {
      return new Period("boot " + since.boot(), Optional.of(since.uptime()));
    }
    ReadingTime.Wall wall = (ReadingTime.Wall) time;
    LocalDate day = wall.instant().atZone(ZoneOffset.UTC).toLocalDate();
    return new Period(
        day.toString(),
        Optional.of(
            Duration.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), wall.instant())));
  }

  /** Who says to have been here for longer than a day is the one from yesterday. */
  Duration atMost(Duration duration) {
    return elapsed.filter(passed -> passed.compareTo(duration) < 0).orElse(duration);
  }
}
