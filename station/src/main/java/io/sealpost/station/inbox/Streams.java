package io.sealpost.station.inbox;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Verdict;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Opens readings and follows the sequence of every stream. For one thread. */
final class Streams {
  private final Map<Source, StreamTrack> tracks = new HashMap<>();

  private record Source(DeviceId device, StreamName stream) {}

  /** What became of an authentic message. */
  enum Fate {
    /** It came before. */
    DUPLICATE,
    /** It is new, and its readings are among the events. */
    READ,
    /** It is new, and nobody can decode it. */
    UNREADABLE
  }

  /**
   * An authentic message.
   *
   * @param fate what became of it
   * @param events the gaps that it reveals, then its readings; none if it came before
   */
  record Arrival(Fate fate, List<Event> events) {}

  /**
   * Takes one message. It is decoded only if it is new: what a replay says is of no concern.
   *
   * @param received when it came
   * @param hello the device's newest trusted hello, if any
   * @throws RefusedException also if it is too old to tell whether it came before
   */
  Arrival message(
      Desk desk, Channel.Readings channel, byte[] payload, Instant received, Optional<Hello> hello)
      throws RefusedException {
    Opened opened = desk.open(channel, payload);
    StreamTrack track =
        tracks.computeIfAbsent(
            new Source(desk.device(), channel.name()),
            source -> new StreamTrack(source.device, source.stream));
    Optional<Counter> before = track.newest();
    Verdict verdict = track.accept(opened);
    return switch (verdict) {
      case DUPLICATE -> new Arrival(Fate.DUPLICATE, List.of());
      case TOO_OLD -> throw new RefusedException(RefusedException.Reason.TOO_OLD);
      case FRESH -> {
        List<Event> events = new ArrayList<>();
        opened.counter().ifPresent(fresh -> addGaps(events, track, before, fresh, hello));
        yield decoded(desk, channel, opened, received, hello, events);
      }
    };
  }

  private static Arrival decoded(
      Desk desk,
      Channel.Readings channel,
      Opened opened,
      Instant received,
      Optional<Hello> hello,
      List<Event> events) {
    try {
      for (Reading reading : desk.codec().readings(channel.name(), opened.plaintext(), received)) {
        events.add(opened(desk.device(), channel.name(), opened.counter(), reading, hello));
      }
      return new Arrival(Fate.READ, List.copyOf(events));
    } catch (DecodeException unreadable) {
      return new Arrival(Fate.UNREADABLE, List.copyOf(events));
    }
  }

  private static void addGaps(
      List<Event> events,
      StreamTrack track,
      Optional<Counter> before,
      Counter fresh,
      Optional<Hello> hello) {
    if (before.isPresent() && before.get().epoch() < fresh.epoch()) {
      OptionalLong last =
          hello
              .filter(known -> known.epoch() == fresh.epoch())
              .flatMap(known -> Optional.ofNullable(known.streams().get(track.stream())))
              .map(Hello.Stream::lastSequenceBefore)
              .orElse(OptionalLong.empty());
      if (last.isPresent()) {
        track.lostTail(fresh.epoch() - 1, last.getAsLong()).ifPresent(events::add);
      }
    }
    track.gapBefore(before, fresh).ifPresent(events::add);
  }

  private static Event opened(
      DeviceId device,
      StreamName stream,
      Optional<Counter> counter,
      Reading reading,
      Optional<Hello> hello) {
    return new Event.ReadingOpened(
        device,
        hello.flatMap(Hello::displayName),
        stream,
        counter,
        reading,
        taken(reading.time(), hello));
  }

  /** By the device's clock, or reckoned from the hello of the same boot once that was set. */
  private static Optional<Instant> taken(ReadingTime time, Optional<Hello> hello) {
    if (time instanceof ReadingTime.Wall wall) {
      return Optional.of(wall.instant());
    }
    if (time instanceof ReadingTime.SinceBoot since) {
      return hello
          .filter(known -> known.boot().equals(since.boot()) && known.synchronised())
          .map(known -> known.clock().minus(known.uptime()).plus(since.uptime()))
          .or(since::clock);
    }
    return Optional.empty();
  }
}
