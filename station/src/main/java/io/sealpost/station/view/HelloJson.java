package io.sealpost.station.view;

import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.util.Map;
import java.util.TreeMap;

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
        .with("last_command", hello.lastCommand())
        .with("link", link(hello.link(), hello.backlog()))
        .with("streams", streams(hello));
  }

  private static JsonLine link(Hello.Link link, Hello.Backlog backlog) {
    return new JsonLine()
        .with("connects", link.connects())
        .with("handshakes_full", link.handshakesFull())
        .with("handshakes_resumed", link.handshakesResumed())
        .with("backlog_messages", backlog.messages())
        .with("dropped", backlog.dropped())
        .with("refused", link.refused());
  }

  private static JsonLine streams(Hello hello) {
    JsonLine streams = new JsonLine();
    Map<String, Hello.Stream> sorted = new TreeMap<>();
    for (Map.Entry<StreamName, Hello.Stream> entry : hello.streams().entrySet()) {
      sorted.put(entry.getKey().value(), entry.getValue());
    }
    sorted.forEach((name, stream) -> streams.with(name, stream(stream)));
    return streams;
  }

  private static JsonLine stream(Hello.Stream stream) {
    return new JsonLine()
        .with("interval_s", stream.interval())
        .with("simulated", stream.simulated())
        .with("source", stream.source())
        .with("failure", stream.failure())
        .with("last_sequence", stream.lastSequence())
        .with("latest", stream.latest().map(HelloJson::latest));
  }

  private static JsonLine latest(Reading reading) {
    JsonLine line = new JsonLine();
    if (reading.time() instanceof ReadingTime.Wall wall) {
      line.with("time", wall.instant());
    }
    return ReadingJson.addValue(line, reading);
  }
}
