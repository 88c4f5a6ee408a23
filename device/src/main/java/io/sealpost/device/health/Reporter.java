package io.sealpost.device.health;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.journal.Journal.Stats;
import io.sealpost.device.uplink.Outbox;
import io.sealpost.device.uplink.Seal;
import io.sealpost.mqtt.LinkCounters;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Hello.BootStart;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
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
  private final Identity identity;
  private final Map<String, Long> sequencesBefore;
  private final Sources sources;

  /**
   * Where to look.
   *
   * @param board how the sensors are
   * @param settings in force
   * @param control what became of commands
   * @param seal how far each stream has come
   * @param outbox what waits for the broker
   * @param link how the connection is
   * @param boots when the last boots started
   * @param certificate that the broker is shown, if there is one
   */
  public record Sources(
      SensorBoard board,
      Supplier<Settings> settings,
      ControlDesk control,
      Seal seal,
      Outbox outbox,
      Supplier<LinkCounters> link,
      Supplier<List<BootStart>> boots,
      Supplier<Optional<OwnCertificate>> certificate) {}

  /** How much a {@code hello} tells of the streams. */
  public enum Detail {
    /** All there is. */
    ALL,
    /** All but the latest readings. */
    NO_READINGS,
    /** Neither these nor what was given up, and the reasons of failures cut short. */
    LEAST,
    /** And all other texts cut shorter still: this much always fits. */
    BRIEF
  }

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
   * @param connectedSince the uptime at which the connection was made, if one stands
   */
  public Hello hello(Moment now, Optional<Duration> connectedSince, Detail detail) {
    LinkCounters link = sources.link().get();
    Stats backlog = sources.outbox().stats(now);
    Instant wall = sayable(now.wall());
    return new Hello(
        identity.boot(),
        identity.epoch(),
        now.uptime(),
        wall,
        isRight(now),
        identity.software(),
        identity.displayName(),
        sources.settings().get().log(),
        new Hello.Link(
            link.connects(),
            link.handshakesFull(),
            link.handshakesResumed(),
            sources.control().dropped() + link.oversized(),
            connectedSince,
            sources.certificate().get()),
        new Hello.Backlog(
            backlog.messages(),
            backlog.bytes(),
            backlog.oldest(),
            backlog.totalDropped(),
            backlog.errors(),
            backlog.alarm()),
        sources.boots().get(),
        sources.control().lastCommand(),
        streams(backlog, detail));
  }

  /** Whoever is trusted to know the time may be wrong all the same: nothing is dated by 1970. */
  private static boolean isRight(Moment now) {
    return now.synchronised()
        && ReadingTime.Wall.isPlausible(now.started())
        && ReadingTime.Wall.isPlausible(now.wall());
  }

  /** A clock that is far off is told as near as it can be. */
  private static Instant sayable(Instant wall) {
    Instant notAfter = wall.isAfter(Hello.LATEST) ? Hello.LATEST : wall;
    return notAfter.isBefore(Instant.EPOCH) ? Instant.EPOCH : notAfter;
  }

  /** A reading of the agent itself. */
  public Reading.Health health(ReadingTime time, Moment now) {
    LinkCounters link = sources.link().get();
    Stats backlog = sources.outbox().stats(now);
    return new Reading.Health(
        time,
        false,
        now.uptime(),
        backlog.messages(),
        backlog.bytes(),
        backlog.totalDropped(),
        link.handshakesFull(),
        link.handshakesResumed(),
        // The control topic is all that the agent listens to: what was too large came there.
        sources.control().refused() + link.oversized(),
        link.connects(),
        backlog.oldest().orElse(Duration.ZERO),
        backlog.errors(),
        isRight(now),
        backlog.alarm(),
        sources.board().failing());
  }

  private Map<StreamName, Hello.Stream> streams(Stats backlog, Detail detail) {
    Map<StreamName, Hello.Stream> streams = new HashMap<>();
    sources
        .settings()
        .get()
        .streams()
        .forEach(
            (stream, settings) -> {
              Hello.Stream each = stream(stream, settings, backlog, detail);
              streams.put(stream, detail == Detail.BRIEF ? each.brief() : each);
            });
    return streams;
  }

  private Hello.Stream stream(
      StreamName stream, StreamSettings settings, Stats backlog, Detail detail) {
    SensorDescriptor descriptor = sources.board().descriptor(stream);
    return new Hello.Stream(
        settings,
        descriptor.simulated(),
        descriptor.source(),
        failure(stream, detail),
        detail == Detail.ALL ? sources.board().latest(stream) : Optional.empty(),
        sources.seal().last(stream.value()),
        before(stream),
        isLeast(detail) ? List.of() : dropped(stream, backlog));
  }

  private static boolean isLeast(Detail detail) {
    return detail.compareTo(Detail.LEAST) >= 0;
  }

  private Optional<Hello.Failure> failure(StreamName stream, Detail detail) {
    Optional<Hello.Failure> failure = sources.board().failure(stream);
    return isLeast(detail) ? failure.map(Hello.Failure::shortened) : failure;
  }

  private static List<Hello.Dropped> dropped(StreamName stream, Stats backlog) {
    return backlog.dropped().getOrDefault(new Channel.Readings(stream).path(), List.of());
  }

  private OptionalLong before(StreamName stream) {
    Long before = sequencesBefore.get(stream.value());
    return before == null ? OptionalLong.empty() : OptionalLong.of(before);
  }
}
