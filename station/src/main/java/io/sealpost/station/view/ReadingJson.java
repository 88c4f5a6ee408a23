package io.sealpost.station.view;

import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.HeadCount;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.util.Optional;
import java.util.stream.Stream;

/** Readings for programs. */
final class ReadingJson {
  private ReadingJson() {}

  /** Adds the value: {@code value} and {@code unit}, {@code present}, or {@code health}. */
  static JsonLine addValue(JsonLine line, Reading reading) {
    if (reading instanceof Reading.Temperature temperature) {
      return line.with("value", temperature.celsius())
          .with("unit", "Cel")
          .with("humidity_percent", temperature.humidityPercent())
          .with("pressure_pa", temperature.pressurePascal());
    }
    if (reading instanceof Reading.Presence presence) {
      return presence(line, presence);
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

  private static JsonLine presence(JsonLine line, Reading.Presence presence) {
    HeadCount count = presence.count();
    return line.with("present", presence.present().stream().map(ReadingJson::present).toList())
        .with("others", others(presence).map(ReadingJson::other).toList())
        .with("count", count.present())
        .with("unsure", count.unsure())
        .with("strangers", count.strangers())
        .with("deaf", presence.deaf().stream().map(ReadingJson::deaf).toList());
  }

  private static Stream<Person> others(Reading.Presence presence) {
    return presence.people().stream().filter(person -> !person.isPresent());
  }

  private static JsonLine present(Person person) {
    return person(person).with("present_for_s", person.stateFor());
  }

  private static JsonLine other(Person person) {
    return person(person)
        .with("state", person.state().label())
        .with("state_for_s", person.stateFor());
  }

  private static JsonLine person(Person person) {
    return new JsonLine()
        .with("name", person.name())
        .with("stranger", person.known() ? Optional.empty() : Optional.of(true))
        .with("mac", person.mac())
        .with("radio", EventWords.of(person.radio()))
        .with("rssi_dbm", person.rssiDbm())
        .with("confidence", person.confidence());
  }

  private static JsonLine deaf(Deafness deaf) {
    return new JsonLine().with("scanner", deaf.scanner()).with("deaf_for_s", deaf.deafFor());
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
