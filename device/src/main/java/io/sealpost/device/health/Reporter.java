package io.sealpost.device.health;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.control.Rates;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.uplink.Outbox;
import io.sealpost.device.uplink.Seal;
import io.sealpost.mqtt.LinkCounters;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Puts into words how the agent is. Owned by the agent's thread. */
public final class Reporter {
  /** The last moment that a {@code hello} can carry; the first is 1970. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final Identity identity;
  private final Map<String, Long> sequencesBefore;
  private final Sources sources;

  /**
   * Where to look.
   *
   * @param board how the sensors are
   * @param rates what is in force
   * @param control what became of commands
   * @param seal how far each stream has come
   * @param outbox what waits for the broker
   * @param link how the connection is
   */
  public record Sources(
      SensorBoard board,
      Rates rates,
      ControlDesk control,
      Seal seal,
      Outbox outbox,
      Supplier<LinkCounters> link) {}

  /**
   * @param sequencesBefore the last sequence of each stream in the epoch before, where known
   */
  public Reporter(Identity identity, Map<String, Long> sequencesBefore, Sources sources) {
    this.identity = identity;
    this.sequencesBefore = Map.copyOf(sequencesBefore);
    this.sources = sources;
  }

  /**
   * What the device says of itself.
   *
   * @param readings whether the latest readings are to be in it
   */
  public Hello hello(Moment now, boolean readings) {
    LinkCounters link = sources.link().get();
    Journal.Stats backlog = sources.outbox().stats();
    Instant wall = sayable(now.wall());
    return new Hello(
        identity.boot(),
        identity.epoch(),
        now.uptime(),
        wall,
        now.synchronised() && wall.equals(now.wall()),
        identity.software(),
        identity.displayName(),
        new Hello.Link(
            link.connects(),
            link.handshakesFull(),
            link.handshakesResumed(),
            sources.control().dropped() + link.oversized(),
            Optional.empty()),
        new Hello.Backlog(
            backlog.messages(),
            backlog.bytes(),
            Optional.empty(),
            backlog.totalDropped(),
            0,
            Optional.empty()),
        boots(now),
        sources.control().lastCommand(),
        streams(readings));
  }

  /** When this boot started, which only a synchronised clock can tell. */
  private List<Hello.BootStart> boots(Moment now) {
    Instant started = now.started();
    return now.synchronised() && ReadingTime.Wall.isPlausible(started)
        ? List.of(new Hello.BootStart(identity.boot(), started))
        : List.of();
  }

  /** A clock that is far off is told as near as it can be, and never as synchronised. */
  private static Instant sayable(Instant wall) {
    Instant notAfter = wall.isAfter(LATEST) ? LATEST : wall;
    return notAfter.isBefore(Instant.EPOCH) ? Instant.EPOCH : notAfter;
  }

  /**
   * A reading of the agent itself.
   *
   * @param synchronised whether the clock can be trusted
   */
  public Reading.Health health(ReadingTime time, Duration uptime, boolean synchronised) {
    LinkCounters link = sources.link().get();
    Journal.Stats backlog = sources.outbox().stats();
    return new Reading.Health(
        time,
        false,
        uptime,
        backlog.messages(),
        backlog.bytes(),
        backlog.totalDropped(),
        link.handshakesFull(),
        link.handshakesResumed(),
        // The control topic is all that the agent listens to: what was too large came there.
        sources.control().refused() + link.oversized(),
        link.connects(),
        Duration.ZERO,
        0,
        synchronised,
        Optional.empty(),
        sources.board().failing());
  }

  private Map<StreamName, Hello.Stream> streams(boolean readings) {
    Map<StreamName, Hello.Stream> streams = new HashMap<>();
    sources
        .rates()
        .intervals()
        .forEach((stream, interval) -> streams.put(stream, stream(stream, interval, readings)));
    return streams;
  }

  private Hello.Stream stream(StreamName stream, Duration interval, boolean readings) {
    SensorDescriptor descriptor = sources.board().descriptor(stream);
    return new Hello.Stream(
        interval,
        descriptor.simulated(),
        descriptor.source(),
        sources.board().failure(stream),
        readings ? sources.board().latest(stream) : Optional.empty(),
        sources.seal().last(stream.value()),
        before(stream),
        List.of());
  }

  private OptionalLong before(StreamName stream) {
    Long before = sequencesBefore.get(stream.value());
    return before == null ? OptionalLong.empty() : OptionalLong.of(before);
  }
}
