package io.sealpost.station.view;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;

/** Readings for programs. */
final class ReadingJson {
  private ReadingJson() {}

  /** Adds the value: {@code value} and {@code unit}, {@code present}, or {@code health}. */
  static JsonLine addValue(JsonLine line, Reading reading) {
    if (reading instanceof Reading.Temperature temperature) {
      return line.with("value", temperature.celsius()).with("unit", "Cel");
    }
    if (reading instanceof Reading.Presence presence) {
      return line.with("present", presence.present().stream().map(ReadingJson::present).toList());
    }
    if (reading instanceof Reading.Health health) {
      return line.with("health", health(health));
    }
    throw new IllegalArgumentException("a reading of unknown kind: " + reading.getClass());
  }

  /**
   * Adds what is known of a time before the clock was set: {@code boot}, {@code uptime_s}, and what
   * the {@code clock} showed, which is not to be trusted.
   */
  static JsonLine addSinceBoot(JsonLine line, ReadingTime.SinceBoot since) {
    return line.with("boot", since.boot())
        .with("uptime_s", since.uptime())
        .with("clock", since.clock());
  }

  private static JsonLine present(Reading.Present present) {
    return new JsonLine()
        .with("name", present.name())
        .with("mac", present.mac())
        .with("radio", EventWords.of(present.radio()))
        .with("present_for_s", present.presentFor())
        .with("rssi_dbm", present.rssiDbm());
  }

  private static JsonLine health(Reading.Health health) {
    return new JsonLine()
        .with("uptime_s", health.uptime())
        .with("backlog_messages", health.backlogMessages())
        .with("backlog_bytes", health.backlogBytes())
        .with("backlog_oldest_s", health.backlogOldest())
        .with("dropped", health.dropped())
        .with("journal_errors", health.journalErrors())
        .with("alarm", health.alarm())
        .with("synchronised", health.synchronised())
        .with("connects", health.connects())
        .with("handshakes_full", health.handshakesFull())
        .with("handshakes_resumed", health.handshakesResumed())
        .with("refused", health.refused())
        .with("failing", health.failingStreams().stream().map(StreamName::value).toList());
  }
}
