package io.sealpost.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every command and answer that there can be. */
final class CommandMessages {
  private CommandMessages() {}

  static Arbitrary<Command> commands() {
    return Combinators.combine(actions(), Messages.elapsed()).as(Command::new);
  }

  static Arbitrary<Answer> answers() {
    return Combinators.combine(
            Messages.counters(),
            hex(8),
            Arbitraries.of(Answer.Status.class),
            allSettings(),
            Messages.texts().optional(),
            results())
        .as(Answer::new);
  }

  static Arbitrary<StreamSettings> settings() {
    return Combinators.combine(
            Messages.rates(), batchings().optional(), reports().optional(), duties().optional())
        .as(StreamSettings::new);
  }

  /** Some level, the same for the same text. */
  static LogLevel levelOf(Optional<String> text) {
    return text.isPresent() ? LogLevel.DEBUG : LogLevel.INFO;
  }

  private static Arbitrary<Settings> allSettings() {
    return Combinators.combine(
            Arbitraries.maps(Messages.streamNames(), settings()).ofMaxSize(4), levels())
        .as(Settings::new);
  }

  private static Arbitrary<Action> actions() {
    List<Arbitrary<? extends Action>> all = new ArrayList<>();
    all.add(sets());
    all.add(Messages.streamNames().set().ofMaxSize(4).map(Action.Sample::new));
    all.add(millis(0, 600_000).map(Action.Identify::new));
    all.add(Arbitraries.of(Set.of(new Action.Get(), new Action.Restart(), new Action.Forget())));
    all.add(generations().map(Action.Rotate.Offer::new));
    all.add(generations().map(Action.Rotate.Confirm::new));
    all.add(Combinators.combine(generations(), hex(32), hex(48)).as(Action.Rotate.Take::new));
    all.add(
        Combinators.combine(hex(32), octets(Action.Certify.MAX_CERTIFICATE).list().ofMinSize(1))
            .as((request, chain) -> new Action.Certify(request, chain.stream().limit(4).toList())));
    return Arbitraries.oneOf(all);
  }

  private static Arbitrary<Action.Set> sets() {
    return Combinators.combine(
            Arbitraries.maps(Messages.streamNames(), changes()).ofMaxSize(4), levels().optional())
        .filter((streams, level) -> !streams.isEmpty() || level.isPresent())
        .as(Action.Set::new);
  }

  private static Arbitrary<StreamChange> changes() {
    return Combinators.combine(
            millis(1, 366L * 86_400_000).optional(),
            change(batchings()).optional(),
            change(reports()).optional(),
            duties().optional())
        .filter(
            (interval, batching, report, duty) ->
                interval.isPresent()
                    || batching.isPresent()
                    || report.isPresent()
                    || duty.isPresent())
        .as(StreamChange::new);
  }

  private static Arbitrary<Answer.Result> results() {
    List<Arbitrary<? extends Answer.Result>> all = new ArrayList<>();
    all.add(Arbitraries.just(Answer.Result.NONE));
    all.add(hex(32).map(Answer.Result.Offer::new));
    all.add(
        Combinators.combine(Messages.streamNames(), Messages.dropped())
            .as(
                (stream, ranges) ->
                    new Answer.Result.Forgotten(
                        ranges.stream()
                            .map(range -> new Answer.Result.Range(stream, range))
                            .toList())));
    return Arbitraries.oneOf(all);
  }

  private static <T> Arbitrary<Change<T>> change(Arbitrary<T> values) {
    return values.optional().map(Change::new);
  }

  private static Arbitrary<Batching> batchings() {
    return Combinators.combine(millis(1000, 86_400_000), Arbitraries.integers().between(2, 1000))
        .as(Batching::new);
  }

  private static Arbitrary<OnChange> reports() {
    return Combinators.combine(
            Arbitraries.doubles().between(0.001, 100).ofScale(3), millis(1000, 86_400_000))
        .as(OnChange::new);
  }

  private static Arbitrary<DutyCycle> duties() {
    return Combinators.combine(millis(5000, 3_600_000), millis(0, 120_000)).as(DutyCycle::new);
  }

  private static Arbitrary<LogLevel> levels() {
    return Arbitraries.of(LogLevel.class);
  }

  private static Arbitrary<Long> generations() {
    return Arbitraries.longs().between(1, 0xffff_ffffL);
  }

  private static Arbitrary<Duration> millis(long least, long most) {
    return Arbitraries.longs().between(least, most).map(Duration::ofMillis);
  }

  /** One to so many bytes in hexadecimal; a few that are long. */
  static Arbitrary<String> octets(int most) {
    return Combinators.combine(
            Arbitraries.oneOf(Arbitraries.integers().between(1, 40), Arbitraries.of(most)), hex(1))
        .as((bytes, each) -> each.repeat(bytes));
  }

  private static Arbitrary<String> hex(int bytes) {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(2 * bytes);
  }
}
