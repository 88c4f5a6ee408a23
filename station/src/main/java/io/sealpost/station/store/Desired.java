package io.sealpost.station.store;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * How the operator wants one device to be; about what is empty nobody cares.
 *
 * @param streams by name, at most 64
 * @param log from which level on to log
 */
public record Desired(Map<StreamName, StreamChange> streams, Optional<LogLevel> log) {
  /** No wishes. */
  public static final Desired NOTHING = new Desired(Map.of(), Optional.empty());

  /** Copies. */
  public Desired {
    streams = Map.copyOf(streams);
  }

  /** What a command asks for. */
  public static Desired of(Action.Set set) {
    return new Desired(set.streams(), set.log());
  }

  /** Whether nothing is desired. */
  public boolean isEmpty() {
    return streams.isEmpty() && log.isEmpty();
  }

  /** With what a command asks for, which counts where both say something. */
  public Desired with(Action.Set set) {
    Map<StreamName, StreamChange> changed = new LinkedHashMap<>(streams);
    set.streams().forEach((name, later) -> changed.merge(name, later, Desired::over));
    return new Desired(changed, set.log().or(() -> log));
  }

  /** Without what a command asked for, unless something else is desired by now. */
  public Desired without(Action.Set set) {
    Map<StreamName, StreamChange> left = new LinkedHashMap<>();
    streams.forEach(
        (name, wish) ->
            Optional.ofNullable(set.streams().get(name))
                .map(given -> minus(wish, given))
                .orElse(Optional.of(wish))
                .ifPresent(rest -> left.put(name, rest)));
    return new Desired(left, log.filter(level -> !set.log().equals(Optional.of(level))));
  }

  /** What is to be sent to a device; empty if it is as desired, as far as it can be. */
  public Optional<Action.Set> missing(Settings reported) {
    Map<StreamName, StreamChange> different = new TreeMap<>();
    streams.forEach(
        (name, wish) ->
            Optional.ofNullable(reported.streams().get(name))
                .flatMap(present -> missing(wish, present))
                .ifPresent(rest -> different.put(name, rest)));
    Optional<LogLevel> level = log.filter(each -> each != reported.log());
    return different.isEmpty() && level.isEmpty()
        ? Optional.empty()
        : Optional.of(new Action.Set(different, level));
  }

  /** What a device cannot be, by what it reports: streams that it does not have, for instance. */
  public Set<String> impossible(Settings reported) {
    Set<String> names = new TreeSet<>();
    streams.forEach(
        (name, wish) -> {
          StreamSettings present = reported.streams().get(name);
          if (present == null) {
            names.add("it has no stream \"" + name + "\"");
          } else if (wish.duty().isPresent() && present.duty().isEmpty()) {
            names.add("stream \"" + name + "\" has no scanner");
          }
        });
    return names;
  }

  private static StreamChange over(StreamChange earlier, StreamChange later) {
    return new StreamChange(
        later.interval().or(earlier::interval),
        later.batching().or(earlier::batching),
        later.report().or(earlier::report),
        later.duty().or(earlier::duty));
  }

  private static Optional<StreamChange> minus(StreamChange wish, StreamChange given) {
    return of(
        wish.interval().filter(each -> !given.interval().equals(Optional.of(each))),
        wish.batching().filter(each -> !given.batching().equals(Optional.of(each))),
        wish.report().filter(each -> !given.report().equals(Optional.of(each))),
        wish.duty().filter(each -> !given.duty().equals(Optional.of(each))));
  }

  private static Optional<StreamChange> missing(StreamChange wish, StreamSettings present) {
    BiFunction<Optional<?>, Change<?>, Boolean> differs =
        (reported, change) -> !reported.equals(change.value());
    return of(
        wish.interval().filter(each -> !each.equals(present.interval())),
        wish.batching().filter(each -> differs.apply(present.batching(), each)),
        wish.report().filter(each -> differs.apply(present.report(), each)),
        wish.duty()
            .filter(each -> present.duty().isPresent() && !present.duty().get().equals(each)));
  }

  private static Optional<StreamChange> of(
      Optional<Duration> interval,
      Optional<Change<Batching>> batching,
      Optional<Change<OnChange>> report,
      Optional<DutyCycle> duty) {
    boolean nothing =
        interval.isEmpty() && batching.isEmpty() && report.isEmpty() && duty.isEmpty();
    return nothing
        ? Optional.empty()
        : Optional.of(new StreamChange(interval, batching, report, duty));
  }
}
