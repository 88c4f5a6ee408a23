package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A hello as named parts. */
final class HelloFields {
  private HelloFields() {}

  static Node write(Hello hello) {
    FieldWriter streams = new FieldWriter();
    new TreeMap<>(hello.streams()).forEach((name, s) -> streams.node(name.value(), write(s)));
    return new FieldWriter()
        .octets("boot", hello.boot().hex())
        .whole("epoch", hello.epoch())
        .whole("uptime_ms", hello.uptime().toMillis())
        .whole("clock_ms", hello.clock().toEpochMilli())
        .truth("synchronised", hello.synchronised())
        .text("software", hello.software())
        .text("name", hello.displayName())
        .text("log", hello.log().label())
        .node("link", write(hello.link()))
        .node("backlog", HelloBacklog.write(hello.backlog()))
        .items("boots", hello.boots().stream().map(HelloFields::write).toList())
        .whole("last_command", hello.lastCommand())
        .node("streams", streams.done())
        .done();
  }

  private static Node write(OwnCertificate certificate) {
    return new FieldWriter()
        .whole("not_after_ms", certificate.notAfter().toEpochMilli())
        .octets("request", certificate.request())
        .text("problem", certificate.problem())
        .done();
  }

  private static Node write(Hello.Link link) {
    return new FieldWriter()
        .whole("connects", link.connects())
        .whole("handshakes_full", link.handshakesFull())
        .whole("handshakes_resumed", link.handshakesResumed())
        .whole("refused", link.refused())
        .whole("connected_since_ms", HelloBacklog.millis(link.connectedSince()))
        .node("certificate", link.certificate().map(HelloFields::write))
        .done();
  }

  private static Node write(Hello.BootStart start) {
    return new FieldWriter()
        .octets("boot", start.boot().hex())
        .whole("started_ms", start.started().toEpochMilli())
        .done();
  }

  private static Node write(Hello.Stream stream) {
    FieldWriter fields =
        new FieldWriter()
            .whole(SettingsFields.INTERVAL, stream.interval().toMillis())
            .truth("simulated", stream.simulated())
            .text("source", stream.source())
            .text("failure", stream.failure().map(Hello.Failure::reason))
            .whole(
                "failing_since_ms",
                HelloBacklog.millis(stream.failure().map(Hello.Failure::since)));
    SettingsFields.writeBeside(stream.settings(), fields);
    stream.latest().ifPresent(reading -> fields.node("latest", ReadingFields.write(reading)));
    fields
        .whole("last_sequence", stream.lastSequence())
        .whole("last_sequence_before", stream.lastSequenceBefore());
    if (!stream.dropped().isEmpty()) {
      fields.items("dropped", stream.dropped().stream().map(HelloBacklog::write).toList());
    }
    return fields.done();
  }

  static Hello read(FieldReader fields) throws DecodeException {
    String boot = fields.octets("boot");
    long epoch = fields.whole("epoch");
    long uptime = fields.whole("uptime_ms");
    long clock = fields.whole("clock_ms");
    boolean synchronised = fields.truth("synchronised");
    String software = fields.text("software");
    Optional<String> name = fields.optionalText("name");
    String log = fields.text("log");
    Hello.Link link = readLink(fields.fields("link"));
    Hello.Backlog backlog = HelloBacklog.read(fields.fields("backlog"));
    List<Hello.BootStart> boots = readBoots(fields);
    OptionalLong lastCommand = fields.optionalWhole("last_command");
    Map<StreamName, Hello.Stream> streams = readStreams(fields.fields("streams"));
    return fields.build(
        () ->
            new Hello(
                new BootId(boot),
                epoch,
                Duration.ofMillis(uptime),
                Instant.ofEpochMilli(clock),
                synchronised,
                software,
                name,
                LogLevel.of(log),
                link,
                backlog,
                boots,
                lastCommand,
                streams));
  }

  private static Optional<OwnCertificate> readCertificate(FieldReader link) throws DecodeException {
    if (!link.has("certificate")) {
      return Optional.empty();
    }
    FieldReader fields = link.fields("certificate");
    Instant notAfter = Instant.ofEpochMilli(fields.whole("not_after_ms"));
    Optional<String> request =
        fields.has("request") ? Optional.of(fields.octets("request")) : Optional.empty();
    Optional<String> problem =
        fields.has("problem")
            ? Optional.of(fields.text("problem", OwnCertificate.MAX_PROBLEM))
            : Optional.empty();
    return Optional.of(fields.build(() -> new OwnCertificate(notAfter, request, problem)));
  }

  private static Hello.Link readLink(FieldReader fields) throws DecodeException {
    long connects = fields.whole("connects");
    long full = fields.whole("handshakes_full");
    long resumed = fields.whole("handshakes_resumed");
    long refused = fields.whole("refused");
    Optional<Duration> since = HelloBacklog.duration(fields, "connected_since_ms");
    Optional<OwnCertificate> certificate = readCertificate(fields);
    return fields.build(() -> new Hello.Link(connects, full, resumed, refused, since, certificate));
  }

  private static List<Hello.BootStart> readBoots(FieldReader hello) throws DecodeException {
    List<Hello.BootStart> boots = new ArrayList<>();
    for (FieldReader fields : hello.listOfFields("boots", Hello.MAX_BOOTS)) {
      String boot = fields.octets("boot");
      Instant started = Instant.ofEpochMilli(fields.whole("started_ms"));
      boots.add(fields.build(() -> new Hello.BootStart(new BootId(boot), started)));
    }
    return boots;
  }

  private static Map<StreamName, Hello.Stream> readStreams(FieldReader fields)
      throws DecodeException {
    Map<StreamName, Hello.Stream> streams = new HashMap<>();
    for (String key : fields.keys()) {
      StreamName name = fields.build(() -> new StreamName(key));
      streams.put(name, readStream(fields.fields(key)));
    }
    return streams;
  }

  private static Hello.Stream readStream(FieldReader fields) throws DecodeException {
    StreamSettings settings = SettingsFields.read(fields.whole(SettingsFields.INTERVAL), fields);
    boolean simulated = fields.truth("simulated");
    String source = fields.text("source", Hello.Stream.MAX_TEXT);
    Optional<Hello.Failure> failure = readFailure(fields);
    Optional<Reading> latest =
        fields.has("latest")
            ? Optional.of(ReadingFields.read(fields.fields("latest")))
            : Optional.empty();
    OptionalLong sequence = fields.optionalWhole("last_sequence");
    OptionalLong before = fields.optionalWhole("last_sequence_before");
    List<Hello.Dropped> dropped = HelloBacklog.readDropped(fields);
    return fields.build(
        () ->
            new Hello.Stream(
                settings, simulated, source, failure, latest, sequence, before, dropped));
  }

  private static Optional<Hello.Failure> readFailure(FieldReader fields) throws DecodeException {
    if (!fields.has("failure")) {
      return Optional.empty();
    }
    String reason = fields.text("failure", Hello.Failure.MAX_REASON);
    Duration since = Duration.ofMillis(fields.whole("failing_since_ms"));
    return Optional.of(fields.build(() -> new Hello.Failure(reason, since)));
  }
}
