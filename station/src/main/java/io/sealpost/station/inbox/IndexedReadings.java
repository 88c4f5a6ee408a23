package io.sealpost.station.inbox;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.StationException;
import io.sealpost.station.index.ReadingIndex;
import io.sealpost.station.index.SequenceBook;
import io.sealpost.station.index.SequenceBook.Gap;
import io.sealpost.station.index.Source;
import io.sealpost.station.index.Span;
import io.sealpost.station.store.HelloShelf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Opens readings, each once by the index, tells what is missing of every stream, and dates what was
 * read before the clock was set. For one thread.
 */
public final class IndexedReadings implements ReadingIntake {
  private final ReadingIndex index;
  private final Filter filter;
  private final Dating dating;

  // How far each stream had come when a hello of this run said so.
  private final Map<Source, Counter> reached = new HashMap<>();

  /**
   * @param index committed and closed by the caller
   * @param filter what is wanted of what hellos say
   */
  public IndexedReadings(ReadingIndex index, Filter filter) {
    this.index = index;
    this.filter = filter;
    dating = new Dating(index.boots());
  }

  /** What another command saw meanwhile is ahead of what the broker still holds for this one. */
  @Override
  public HelloShelf hellos(HelloShelf shared) {
    return new WatchedHellos(index.hellos(), shared);
  }

  /** Takes one message. It is decoded only if it is new: what a replay says is of no concern. */
  @Override
  public Arrival message(
      Desk desk, Channel.Readings channel, byte[] payload, Instant received, Optional<Hello> hello)
      throws RefusedException, StationException {
    Opened opened = desk.open(channel, payload);
    Source source = new Source(desk.device(), desk.kid(), channel);
    SequenceBook.Arrival arrival =
        opened.counter().isPresent()
            ? index.sequences().add(source, opened.counter().get())
            : token(source, opened.tag(), received);
    if (!arrival.fresh()) {
      return new Arrival(Fate.DUPLICATE, List.of());
    }
    StreamName stream = channel.name();
    List<Event> events = new ArrayList<>(gaps(source.device(), stream, arrival.gaps()));
    try {
      List<Reading> readings = desk.codec().readings(stream, opened.plaintext(), received);
      for (Reading reading : readings) {
        events.add(shown(source.device(), stream, opened.counter(), reading, hello));
      }
    } catch (DecodeException unreadable) {
      return new Arrival(Fate.UNREADABLE, events);
    }
    return new Arrival(Fate.READ, events);
  }

  @Override
  public List<Event> hello(Desk desk, Hello hello) throws StationException {
    List<Event> events = new ArrayList<>(dating.learn(desk.device(), hello));
    for (Map.Entry<StreamName, Hello.Stream> entry : new TreeMap<>(hello.streams()).entrySet()) {
      if (filter.wants(entry.getKey())) {
        events.addAll(stream(desk, entry.getKey(), hello.epoch(), entry.getValue()));
      }
    }
    return events;
  }

  /**
   * What a device has sealed and does not keep any more was taken by the broker. If it does not
   * come all the same, the broker drops it: an access list that does not know the stream does that
   * without a word to the device. Needs two hellos, so that somebody listened in between.
   */
  @Override
  public List<Event> progressed(Desk desk, Hello hello) throws StationException {
    List<Event> events = new ArrayList<>();
    boolean allSent = hello.backlog().messages() == 0;
    for (Map.Entry<StreamName, Hello.Stream> entry : new TreeMap<>(hello.streams()).entrySet()) {
      OptionalLong last = entry.getValue().lastSequence();
      if (filter.wants(entry.getKey()) && last.isPresent() && desk.format() != Format.FERNET) {
        Source source = new Source(desk.device(), desk.kid(), new Channel.Readings(entry.getKey()));
        Counter now = new Counter(hello.epoch(), last.getAsLong());
        events.addAll(gaps(desk.device(), entry.getKey(), missingUpTo(now, source, allSent)));
      }
    }
    return events;
  }

  private List<Gap> missingUpTo(Counter now, Source source, boolean allSent)
      throws StationException {
    Counter before = reached.get(source);
    if (before == null || before.epoch() != now.epoch()) {
      reached.put(source, now);
      return List.of();
    }
    if (!allSent) {
      return List.of();
    }
    reached.put(source, now);
    return index.sequences().sent(source, before, now.sequence());
  }

  @Override
  public void trusted(Desk desk, byte[] tag, Instant received) throws StationException {
    index.tokens().add(hellosOf(desk), tag, received);
  }

  @Override
  public boolean wasTrusted(Desk desk, byte[] tag) throws StationException {
    return index.tokens().contains(hellosOf(desk), tag);
  }

  private static Source hellosOf(Desk desk) {
    return new Source(desk.device(), desk.kid(), Channel.Fixed.HELLO);
  }

  private SequenceBook.Arrival token(Source source, byte[] tag, Instant received)
      throws StationException {
    return new SequenceBook.Arrival(index.tokens().add(source, tag, received), List.of());
  }

  private Event shown(
      DeviceId device,
      StreamName stream,
      Optional<Counter> counter,
      Reading reading,
      Optional<Hello> hello)
      throws StationException {
    Optional<Instant> taken = dating.taken(device, reading.time());
    Optional<String> name = hello.flatMap(Hello::displayName);
    return new Event.ReadingOpened(device, name, stream, counter, reading, taken);
  }

  /** Drops before the tail of the epoch before: they may explain it. */
  private List<Event> stream(Desk desk, StreamName name, long epoch, Hello.Stream said)
      throws StationException {
    Source source = new Source(desk.device(), desk.kid(), new Channel.Readings(name));
    List<Event> events = new ArrayList<>();
    for (Hello.Dropped dropped : said.dropped()) {
      Span span = new Span(dropped.first(), dropped.last());
      index
          .sequences()
          .givenUp(source, dropped.epoch(), span, dropped.count())
          .map(given -> dropped(desk.device(), name, dropped.epoch(), given))
          .ifPresent(events::add);
    }
    if (epoch > 0 && said.lastSequenceBefore().isPresent()) {
      long last = said.lastSequenceBefore().getAsLong();
      List<Gap> tail = index.sequences().ended(source, epoch, last);
      events.addAll(gaps(desk.device(), name, tail));
    }
    return events;
  }

  private static Event dropped(
      DeviceId device, StreamName stream, long epoch, SequenceBook.GivenUp given) {
    Span span = given.span();
    return new Event.Dropped(
        device, stream, epoch, span.first(), span.last(), given.count(), given.reported());
  }

  private static List<Event> gaps(DeviceId device, StreamName stream, List<Gap> gaps) {
    List<Event> events = new ArrayList<>();
    for (Gap gap : gaps) {
      Span span = gap.span();
      events.add(new Event.Gap(device, stream, gap.epoch(), span.first(), span.last()));
    }
    return events;
  }
}
