package io.sealpost.station.view;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values for people. */
final class ReadingText {
  private ReadingText() {}

  /** The value with its unit. */
  static String value(Reading reading) {
    if (reading instanceof Reading.Temperature temperature) {
      return climate(temperature);
    }
    if (reading instanceof Reading.Presence presence) {
      return PresenceText.of(presence);
    }
    if (reading instanceof Reading.Health health) {
      return health(health);
    }
    throw new IllegalArgumentException("a reading of unknown kind: " + reading.getClass());
  }

  private static String climate(Reading.Temperature reading) {
    StringBuilder text = new StringBuilder();
    text.append(reading.celsius()).append(" °C");
    reading
        .humidityPercent()
        .ifPresent(percent -> text.append(", ").append(percent).append(" % humidity"));
    reading
        .pressurePascal()
        .ifPresent(pascal -> text.append(", ").append(pascal / 100).append(" hPa"));
    return text.toString();
  }

  private static String health(Reading.Health health) {
    return "up %s, %s, dropped %d, journal errors %d, connects %d, handshakes %d full %d resumed, refused %d, clock %s, failing: %s%s"
        .formatted(
            duration(health.uptime()),
            backlog(health),
            health.dropped(),
            health.journalErrors(),
            health.connects(),
            health.handshakesFull(),
            health.handshakesResumed(),
            health.refused(),
            health.synchronised() ? "synchronised" : "not synchronised",
            health.failingStreams().isEmpty()
                ? "none"
                : health.failingStreams().stream()
                    .map(StreamName::value)
                    .collect(Collectors.joining(" ")),
            health.alarm().map(alarm -> "  ALARM: " + Printable.message(alarm)).orElse(""));
  }

  private static String backlog(Reading.Health health) {
    return backlog(
        health.backlogMessages(), health.backlogBytes(), Optional.of(health.backlogOldest()));
  }

  /** What waits: {@code backlog 5 (1024 bytes, oldest 2m 3s)}, or {@code no backlog}. */
  static String backlog(long messages, long bytes, Optional<Duration> oldest) {
    return messages == 0
        ? "no backlog"
        : "backlog %d (%d bytes%s)"
            .formatted(messages, bytes, oldest.map(age -> ", oldest " + duration(age)).orElse(""));
  }

  /** A duration in its two largest units: {@code 3d 4h}, {@code 5m 2s}, {@code 0.250s}. */
  static String duration(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + "d " + duration.toHoursPart() + "h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + "h " + duration.toMinutesPart() + "m";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + "m " + duration.toSecondsPart() + "s";
    }
    return duration.toMillisPart() == 0
        ? duration.toSeconds() + "s"
        : String.format(Locale.ROOT, "%.3fs", duration.toMillis() / 1000.0);
  }
}
