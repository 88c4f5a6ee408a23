package io.sealpost.protocol;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is set of a stream, as named parts of a command, an answer or a hello. */
final class SettingsFields {
  static final String INTERVAL = "interval_ms";
  static final String BATCH = "batch";
  static final String REPORT = "report";
  static final String DUTY = "duty";

  private static final String WITHIN = "within_ms";
  private static final String READINGS = "readings";
  private static final String DEGREES = "degrees";
  private static final String HEARTBEAT = "heartbeat_ms";
  private static final String SCAN = "scan_ms";
  private static final String PAUSE = "pause_ms";

  private SettingsFields() {}

  static Node write(StreamChange change) {
    FieldWriter fields = new FieldWriter();
    change.interval().ifPresent(interval -> fields.whole(INTERVAL, interval.toMillis()));
    change
        .batching()
        .ifPresent(to -> fields.node(BATCH, to.value().map(SettingsFields::write).orElse(off())));
    change
        .report()
        .ifPresent(to -> fields.node(REPORT, to.value().map(SettingsFields::write).orElse(off())));
    change.duty().ifPresent(duty -> fields.node(DUTY, write(duty)));
    return fields.done();
  }

  static StreamChange readChange(FieldReader fields) throws DecodeException {
    fields.refuseUnknown(Set.of(INTERVAL, BATCH, REPORT, DUTY));
    Optional<Duration> interval =
        fields.has(INTERVAL)
            ? Optional.of(Duration.ofMillis(fields.whole(INTERVAL)))
            : Optional.empty();
    Optional<Change<Batching>> batching = change(fields, BATCH, SettingsFields::readBatching);
    Optional<Change<OnChange>> report = change(fields, REPORT, SettingsFields::readReport);
    Optional<DutyCycle> duty = part(fields, DUTY, SettingsFields::readDuty);
    return fields.build(() -> new StreamChange(interval, batching, report, duty));
  }

  /** All but the interval; nothing if there is nothing else. */
  static FieldWriter writeBeside(StreamSettings settings, FieldWriter fields) {
    settings.batching().ifPresent(batching -> fields.node(BATCH, write(batching)));
    settings.report().ifPresent(report -> fields.node(REPORT, write(report)));
    settings.duty().ifPresent(duty -> fields.node(DUTY, write(duty)));
    return fields;
  }

  static StreamSettings read(long intervalMillis, FieldReader fields) throws DecodeException {
    Optional<Batching> batching = part(fields, BATCH, SettingsFields::readBatching);
    Optional<OnChange> report = part(fields, REPORT, SettingsFields::readReport);
    Optional<DutyCycle> duty = part(fields, DUTY, SettingsFields::readDuty);
    return fields.build(
        () -> new StreamSettings(Duration.ofMillis(intervalMillis), batching, report, duty));
  }

  private static Node off() {
    return new Node.Truth(false);
  }

  private static Node write(Batching batching) {
    return new FieldWriter()
        .whole(WITHIN, batching.within().toMillis())
        .whole(READINGS, batching.readings())
        .done();
  }

  private static Node write(OnChange report) {
    return new FieldWriter()
        .real(DEGREES, report.degrees())
        .whole(HEARTBEAT, report.heartbeat().toMillis())
        .done();
  }

  private static Node write(DutyCycle duty) {
    return new FieldWriter()
        .whole(SCAN, duty.scan().toMillis())
        .whole(PAUSE, duty.pause().toMillis())
        .done();
  }

  private static Batching readBatching(FieldReader fields) throws DecodeException {
    fields.refuseUnknown(Set.of(WITHIN, READINGS));
    Duration within = Duration.ofMillis(fields.whole(WITHIN));
    long readings = fields.whole(READINGS);
    return fields.build(() -> new Batching(within, Check.integer(READINGS, readings)));
  }

  private static OnChange readReport(FieldReader fields) throws DecodeException {
    fields.refuseUnknown(Set.of(DEGREES, HEARTBEAT));
    double degrees = fields.real(DEGREES);
    Duration heartbeat = Duration.ofMillis(fields.whole(HEARTBEAT));
    return fields.build(() -> new OnChange(degrees, heartbeat));
  }

  private static DutyCycle readDuty(FieldReader fields) throws DecodeException {
    fields.refuseUnknown(Set.of(SCAN, PAUSE));
    Duration scan = Duration.ofMillis(fields.whole(SCAN));
    Duration pause = Duration.ofMillis(fields.whole(PAUSE));
    return fields.build(() -> new DutyCycle(scan, pause));
  }

  private interface Read<T> {
    T from(FieldReader fields) throws DecodeException;
  }

  private static <T> Optional<T> part(FieldReader fields, String key, Read<T> read)
      throws DecodeException {
    return fields.has(key) ? Optional.of(read.from(fields.fields(key))) : Optional.empty();
  }

  /** {@code false} is off; {@code true} would not say what. */
  private static <T> Optional<Change<T>> change(FieldReader fields, String key, Read<T> read)
      throws DecodeException {
    if (fields.isFalse(key)) {
      return Optional.of(Change.off());
    }
    return part(fields, key, read).map(Change::to);
  }
}
