package io.sealpost.station.view;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.inbox.BootStarts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What a device says of itself, for programs. */
final class HelloJson {
  private HelloJson() {}

  /** Adds everything that a hello says. */
  static JsonLine add(JsonLine line, Hello hello) {
    return line.with("name", hello.displayName())
        .with("software", hello.software())
        .with("boot", hello.boot())
        .with("epoch", hello.epoch())
        .with("uptime_s", hello.uptime())
        .with("clock", hello.clock())
        .with("synchronised", hello.synchronised())
        .with("log", hello.log().label())
        .with("last_command", hello.lastCommand())
        .with("link", link(hello.link()))
        .with("backlog", backlog(hello.backlog()))
        .with("boots", list(BootStarts.of(hello).entrySet(), HelloJson::boot))
        .with("streams", streams(hello));
  }

  private static JsonLine link(Hello.Link link) {
    return new JsonLine()
        .with("connects", link.connects())
        .with("connected_since_uptime_s", link.connectedSince())
        .with("handshakes_full", link.handshakesFull())
        .with("handshakes_resumed", link.handshakesResumed())
        .with("refused", link.refused())
        .with("certificate", link.certificate().map(HelloJson::certificate));
  }

  private static JsonLine certificate(OwnCertificate own) {
    return new JsonLine()
        .with("not_after", own.notAfter())
        .with("asks", own.request().isPresent())
        .with("problem", own.problem());
  }

  private static JsonLine backlog(Hello.Backlog backlog) {
    return new JsonLine()
        .with("messages", backlog.messages())
        .with("bytes", backlog.bytes())
        .with("oldest_s", backlog.oldest())
        .with("dropped", backlog.dropped())
        .with("errors", backlog.errors())
        .with("alarm", backlog.alarm());
  }

  private static JsonLine boot(Map.Entry<BootId, Instant> start) {
    return new JsonLine().with("boot", start.getKey()).with("started", start.getValue());
  }

  private static <T> Optional<List<JsonLine>> list(
      Collection<T> values, Function<T, JsonLine> form) {
    return Optional.of(values.stream().map(form).toList()).filter(lines -> !lines.isEmpty());
  }

  private static JsonLine dropped(Hello.Dropped dropped) {
    return new JsonLine()
        .with("epoch", dropped.epoch())
        .with("first", dropped.first())
        .with("last", dropped.last())
        .with("count", dropped.count());
  }

  private static JsonLine streams(Hello hello) {
    JsonLine streams = new JsonLine();
    Map<String, Hello.Stream> sorted = new TreeMap<>();
    for (Map.Entry<StreamName, Hello.Stream> entry : hello.streams().entrySet()) {
      sorted.put(entry.getKey().value(), entry.getValue());
    }
    Map<BootId, Instant> starts = BootStarts.of(hello);
    Optional<Instant> started = Optional.ofNullable(starts.get(hello.boot()));
    sorted.forEach(
        (name, stream) ->
            streams.with(name, latest(failure(settings(stream), stream, started), stream, starts)));
    return streams;
  }

  private static JsonLine settings(Hello.Stream stream) {
    return SettingJson.addBeside(
            new JsonLine().with("interval_s", stream.interval()), stream.settings())
        .with("simulated", stream.simulated())
        .with("source", stream.source());
  }

  private static JsonLine failure(JsonLine line, Hello.Stream stream, Optional<Instant> started) {
    Optional<Duration> since = stream.failure().map(Hello.Failure::since);
    return line.with("failure", stream.failure().map(Hello.Failure::reason))
        .with("failing_since", started.flatMap(start -> since.map(start::plus)))
        .with("failing_since_uptime_s", since);
  }

  private static JsonLine latest(JsonLine line, Hello.Stream stream, Map<BootId, Instant> starts) {
    return line.with("last_sequence", stream.lastSequence())
        .with("dropped", list(stream.dropped(), HelloJson::dropped))
        .with("latest", stream.latest().map(reading -> latest(reading, starts)));
  }

  private static JsonLine latest(Reading reading, Map<BootId, Instant> starts) {
    JsonLine line = new JsonLine();
    if (reading.time() instanceof ReadingTime.Wall wall) {
      line.with("time", wall.instant());
    } else if (reading.time() instanceof ReadingTime.SinceBoot since) {
      Optional<Instant> started = Optional.ofNullable(starts.get(since.boot()));
      line.with("time", started.map(start -> start.plus(since.uptime())));
      ReadingJson.addSinceBoot(line, since);
    }
    return ReadingJson.addValue(line, reading);
  }
}
