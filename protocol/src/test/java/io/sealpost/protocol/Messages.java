package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any message whatever, by jqwik. */
final class Messages {
  private static final long EARLIEST = ReadingTime.Wall.EARLIEST.getEpochSecond() * 1_000_000;
  private static final long LATEST = ReadingTime.Wall.LATEST.getEpochSecond() * 1_000_000 - 1;
  private static final long HUNDRED_YEARS = 36_525L * 86_400_000;

  private Messages() {}

  static Arbitrary<List<Reading>> batches() {
    return Arbitraries.oneOf(
        Messages.<Reading>listOf(temperatures()),
        Messages.<Reading>listOf(presences()),
        Messages.<Reading>listOf(healths()));
  }

  private static <T> Arbitrary<List<T>> listOf(Arbitrary<? extends T> one) {
    return one.<T>map(t -> t).list().ofMinSize(1).ofMaxSize(4);
  }

  static Arbitrary<Reading.Temperature> temperatures() {
    Arbitrary<Double> celsius =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-273.15, 2000).ofScale(2),
            Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(v -> Double.isFinite(v) && v >= -273.15));
    return Combinators.combine(
            times(), truths(), celsius, optionalDoubles(0, 100), optionalDoubles(0.01, 1e7))
        .as(Reading.Temperature::new);
  }

  private static Arbitrary<OptionalDouble> optionalDoubles(double least, double most) {
    return Arbitraries.doubles()
        .between(least, most)
        .optional()
        .map(value -> value.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
  }

  static Arbitrary<Reading.Presence> presences() {
    Arbitrary<List<Deafness>> deaf =
        Combinators.combine(texts(), elapsed()).as(Deafness::new).list().ofMaxSize(8);
    return Combinators.combine(
            times(),
            truths(),
            person().list().ofMaxSize(3),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 3),
            optionalInts(0, Integer.MAX_VALUE),
            deaf)
        .as(
            (time, simulated, people, more, unsure, strangers, scanners) -> {
              HeadCount shown = HeadCount.of(people);
              HeadCount count =
                  new HeadCount(shown.present() + more, shown.unsure() + unsure, strangers);
              return new Reading.Presence(time, simulated, count, people, scanners);
            });
  }

  static Arbitrary<Reading.Health> healths() {
    Arbitrary<List<StreamName>> failing =
        streamNames().list().ofMaxSize(3).uniqueElements().map(List::copyOf);
    return Combinators.combine(
            times(),
            truths(),
            elapsed(),
            counts().list().ofSize(8),
            elapsed(),
            truths(),
            texts().optional(),
            failing)
        .as(
            (time, simulated, uptime, n, oldest, synchronised, alarm, streams) ->
                new Reading.Health(
                    time,
                    simulated,
                    uptime,
                    n.get(0),
                    n.get(1),
                    n.get(2),
                    n.get(3),
                    n.get(4),
                    n.get(5),
                    n.get(6),
                    oldest,
                    n.get(7),
                    synchronised,
                    alarm,
                    streams));
  }

  private static Arbitrary<Person> person() {
    Arbitrary<Optional<String>> macs =
        Arbitraries.strings()
            .withChars("0123456789ABCDEF")
            .ofLength(12)
            .map(hex -> hex.replaceAll("(..)(?!$)", "$1:"))
            .optional();
    return Combinators.combine(
            texts(),
            Arbitraries.of(Person.State.class),
            truths(),
            macs,
            radios(),
            elapsed(),
            optionalInts(-127, 20),
            optionalInts(0, 100))
        .as(Person::new);
  }

  private static Arbitrary<OptionalInt> optionalInts(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .optional()
        .map(value -> value.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static Arbitrary<Reading.Radio> radios() {
    return Arbitraries.of(Reading.Radio.class);
  }

  private static Arbitrary<Hello> helloFrames() {
    Arbitrary<Hello.Link> links =
        Combinators.combine(
                counts(),
                counts(),
                counts(),
                counts(),
                elapsed().optional(),
                certificates().optional())
            .as(Hello.Link::new);
    Arbitrary<Instant> clocks = clocks();
    Arbitrary<Map<StreamName, Hello.Stream>> streams =
        Arbitraries.maps(streamNames(), streams()).ofMaxSize(3);
    return Combinators.combine(boots(), counters(), elapsed(), clocks, truths(), links, streams)
        .as(
            (boot, epoch, uptime, clock, synchronised, link, all) ->
                new Hello(
                    boot,
                    epoch,
                    uptime,
                    clock,
                    synchronised,
                    "sealpost",
                    Optional.empty(),
                    LogLevel.INFO,
                    link,
                    Hello.Backlog.EMPTY,
                    List.of(),
                    OptionalLong.empty(),
                    all));
  }

  private static Arbitrary<Instant> clocks() {
    return Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<OwnCertificate> certificates() {
    return Combinators.combine(
            clocks(),
            CommandMessages.octets(OwnCertificate.MAX_REQUEST).optional(),
            texts().optional())
        .as(OwnCertificate::new);
  }

  static Arbitrary<Hello> hellos() {
    return Combinators.combine(
            helloFrames(),
            texts(),
            texts().optional(),
            backlogs(),
            starts().list().ofMaxSize(8),
            optionalCounters())
        .as(
            (hello, software, name, backlog, starts, command) ->
                new Hello(
                    hello.boot(),
                    hello.epoch(),
                    hello.uptime(),
                    hello.clock(),
                    hello.synchronised(),
                    software,
                    name,
                    CommandMessages.levelOf(name),
                    hello.link(),
                    backlog,
                    starts,
                    command,
                    hello.streams()));
  }

  private static Arbitrary<Hello.Backlog> backlogs() {
    return Combinators.combine(
            counts(), counts(), elapsed().optional(), counts(), counts(), texts().optional())
        .as(Hello.Backlog::new);
  }

  private static Arbitrary<Hello.BootStart> starts() {
    return Combinators.combine(boots(), plausible()).as(Hello.BootStart::new);
  }

  static Arbitrary<List<Hello.Dropped>> dropped() {
    return Combinators.combine(counters(), counters(), counters(), counts())
        .as(
            (epoch, one, other, count) -> {
              long first = Math.min(one, other);
              long last = Math.max(one, other);
              return new Hello.Dropped(epoch, first, last, 1 + count % (last - first + 1));
            })
        .list()
        .ofMaxSize(8);
  }

  private static Arbitrary<Hello.Stream> streams() {
    Arbitrary<Reading> readings =
        Arbitraries.oneOf(
            temperatures().map(r -> (Reading) r),
            presences().map(r -> (Reading) r),
            healths().map(r -> (Reading) r));
    return Combinators.combine(
            CommandMessages.settings(),
            truths(),
            texts(),
            Combinators.combine(texts(), elapsed()).as(Hello.Failure::new).optional(),
            readings.optional(),
            optionalCounters(),
            optionalCounters(),
            dropped())
        .as(Hello.Stream::new);
  }

  static Arbitrary<StreamName> streamNames() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("0123456789_.-")
        .ofMinLength(1)
        .ofMaxLength(12)
        .filter(name -> StreamName.parse(name).isPresent())
        .map(StreamName::new);
  }

  private static Arbitrary<ReadingTime> times() {
    Arbitrary<ReadingTime> wall =
        Combinators.combine(plausible(), truths()).as(ReadingTime.Wall::new);
    Arbitrary<ReadingTime> sinceBoot =
        Combinators.combine(boots(), elapsed(), plausible().optional())
            .as(ReadingTime.SinceBoot::new);
    return Arbitraries.oneOf(wall, sinceBoot);
  }

  private static Arbitrary<Instant> plausible() {
    return Arbitraries.longs()
        .between(EARLIEST, LATEST)
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  private static Arbitrary<BootId> boots() {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(16).map(BootId::new);
  }

  static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withCharRange('\u00a1', '\u2027')
        .withChars("水\"\\")
        .ofMinLength(1)
        .ofMaxLength(64);
  }

  static Arbitrary<Duration> rates() {
    return Arbitraries.longs().between(100, 86_400_000).map(Duration::ofMillis);
  }

  static Arbitrary<Duration> elapsed() {
    return Arbitraries.longs().between(0, HUNDRED_YEARS).map(Duration::ofMillis);
  }

  private static Arbitrary<Long> counts() {
    return Arbitraries.longs().between(0, 1L << 53);
  }

  static Arbitrary<Long> counters() {
    return Arbitraries.longs().between(0, 0xffff_ffffL);
  }

  private static Arbitrary<OptionalLong> optionalCounters() {
    return counters()
        .optional()
        .map(n -> n.isPresent() ? OptionalLong.of(n.get()) : OptionalLong.empty());
  }

  private static Arbitrary<Boolean> truths() {
    return Arbitraries.of(true, false);
  }
}
