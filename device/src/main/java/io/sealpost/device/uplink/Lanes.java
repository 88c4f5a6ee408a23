package io.sealpost.device.uplink;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.Journal.Forgotten;
import io.sealpost.device.journal.Journal.Stats;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Hello.Dropped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journals of the lanes.
 *
 * @param urgent see {@link Lane#URGENT}
 * @param readings see {@link Lane#READINGS}
 */
public record Lanes(Journal urgent, Journal readings) implements AutoCloseable {
  /** The journal of a lane. */
  Journal of(Lane lane) {
    return lane == Lane.URGENT ? urgent : readings;
  }

  /** Both together; what was dropped by channel, and an alarm if either has one. */
  public Stats stats(Moment now) {
    Stats first = urgent.stats(now);
    Stats second = readings.stats(now);
    return new Stats(
        first.messages() + second.messages(),
        first.bytes() + second.bytes(),
        longer(first.oldest(), second.oldest()),
        merged(first.dropped(), second.dropped()),
        first.totalDropped() + second.totalDropped(),
        first.errors() + second.errors(),
        second.alarm().or(first::alarm));
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.get().compareTo(other.get()) < 0 ? other : one;
  }

  /** Gives up what both keep. */
  Forgotten forget(Moment now) {
    Forgotten first = urgent.forget(now);
    Forgotten second = readings.forget(now);
    Map<String, List<Dropped>> all = new HashMap<>(first.ranges());
    second.ranges().forEach((channel, ranges) -> all.merge(channel, ranges, Lanes::together));
    return new Forgotten(all, first.durable() && second.durable());
  }

  private static List<Dropped> together(List<Dropped> one, List<Dropped> other) {
    return Stream.of(one, other).flatMap(List::stream).toList();
  }

  /** A stream changes its lane when its configuration makes another sensor of it. */
  private static Map<String, List<Dropped>> merged(
      Map<String, List<Dropped>> one, Map<String, List<Dropped>> other) {
    if (other.isEmpty()) {
      return one;
    }
    Map<String, List<Dropped>> all = new HashMap<>(one);
    other.forEach((channel, dropped) -> all.merge(channel, dropped, Lanes::newest));
    return all;
  }

  private static List<Dropped> newest(List<Dropped> one, List<Dropped> other) {
    List<Dropped> all = new ArrayList<>(one);
    all.addAll(other);
    return List.copyOf(all.subList(Math.max(0, all.size() - Hello.Stream.MAX_DROPPED), all.size()));
  }

  /** The highest counters that were found at the start, see {@link Journal#newest}. */
  public Map<String, Counter> newest() {
    Map<String, Counter> all = new HashMap<>(urgent.newest());
    readings.newest().forEach((channel, counter) -> all.merge(channel, counter, Lanes::higher));
    return all;
  }

  private static Counter higher(Counter one, Counter other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** Makes durable what is not, and lets go of the files. */
  @Override
  public void close() {
    urgent.close();
    readings.close();
  }
}
