package io.sealpost.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A reading as named parts: in JSON, and as the latest one in a hello. Nothing of it is lost. */
final class ReadingFields {
  private static final String TEMPERATURE = "temperature";
  private static final String HUMIDITY = "humidity";
  private static final String PRESSURE = "pressure";
  private static final String BACKLOG_MESSAGES = "backlog_messages";

  private ReadingFields() {}

  static Node.Fields write(Reading reading) {
    FieldWriter fields = new FieldWriter();
    if (reading instanceof Reading.Temperature temperature) {
      fields.real(TEMPERATURE, temperature.celsius());
      temperature.humidityPercent().ifPresent(percent -> fields.real(HUMIDITY, percent));
      temperature.pressurePascal().ifPresent(pascal -> fields.real(PRESSURE, pascal));
    } else if (reading instanceof Reading.Presence presence) {
      PresenceFields.write(fields, presence);
    } else if (reading instanceof Reading.Health health) {
      writeHealth(fields, health);
    }
    TimeFields.write(fields, reading.time());
    TimeFields.writeSimulated(fields, reading.simulated());
    return fields.done();
  }

  private static void writeHealth(FieldWriter fields, Reading.Health health) {
    fields
        .whole("uptime_ms", health.uptime().toMillis())
        .whole(BACKLOG_MESSAGES, health.backlogMessages())
        .whole("backlog_bytes", health.backlogBytes())
        .whole("dropped", health.dropped())
        .whole("handshakes_full", health.handshakesFull())
        .whole("handshakes_resumed", health.handshakesResumed())
        .whole("refused", health.refused())
        .whole("connects", health.connects())
        .whole("backlog_oldest_ms", health.backlogOldest().toMillis())
        .whole("journal_errors", health.journalErrors())
        .truth("clock_synchronised", health.synchronised())
        .text("alarm", health.alarm())
        .items(
            "failing",
            health.failingStreams().stream().<Node>map(s -> new Node.Text(s.value())).toList());
  }

  static Reading read(FieldReader fields) throws DecodeException {
    ReadingTime time = TimeFields.read(fields);
    boolean simulated = TimeFields.readSimulated(fields);
    if (fields.has(TEMPERATURE)) {
      double celsius = fields.real(TEMPERATURE);
      OptionalDouble humidity = fields.optionalReal(HUMIDITY);
      OptionalDouble pressure = fields.optionalReal(PRESSURE);
      return fields.build(
          () -> new Reading.Temperature(time, simulated, celsius, humidity, pressure));
    }
    if (fields.has(PresenceFields.DEVICES)) {
      return PresenceFields.read(fields, time, simulated);
    }
    if (fields.has(BACKLOG_MESSAGES)) {
      return readHealth(fields, time, simulated);
    }
    throw new DecodeException(fields.path() + ": not a reading that this version knows");
  }

  private static Reading readHealth(FieldReader fields, ReadingTime time, boolean simulated)
      throws DecodeException {
    long uptime = fields.whole("uptime_ms");
    long backlogMessages = fields.whole(BACKLOG_MESSAGES);
    long backlogBytes = fields.whole("backlog_bytes");
    long dropped = fields.whole("dropped");
    long full = fields.whole("handshakes_full");
    long resumed = fields.whole("handshakes_resumed");
    long refused = fields.whole("refused");
    long connects = fields.whole("connects");
    long oldest = fields.whole("backlog_oldest_ms");
    long errors = fields.whole("journal_errors");
    boolean synchronised = fields.truth("clock_synchronised");
    Optional<String> alarm =
        fields.has("alarm")
            ? Optional.of(fields.text("alarm", Hello.Backlog.MAX_ALARM))
            : Optional.empty();
    List<String> failing = fields.listOfTexts("failing", Check.MAX_STREAMS);
    return fields.build(
        () ->
            new Reading.Health(
                time,
                simulated,
                Duration.ofMillis(uptime),
                backlogMessages,
                backlogBytes,
                dropped,
                full,
                resumed,
                refused,
                connects,
                Duration.ofMillis(oldest),
                errors,
                synchronised,
                alarm,
                failing.stream().map(StreamName::new).toList()));
  }
}
