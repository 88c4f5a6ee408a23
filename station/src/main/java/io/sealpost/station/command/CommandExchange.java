package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.station.StationException;
import io.sealpost.station.link.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One errand with one device, from its hello to its last answer. Pure: told what happens, it says
 * what to do. For one thread.
 *
 * <p>A command is sent with a deadline on the device's clock at which the station gives up waiting.
 * It is sent anew, with a counter of its own, when the device answered {@code late} and has since
 * told its uptime; in another boot or under another key the errand says what to ask there.
 */
final class CommandExchange {
  private static final int MAX_SENDS = 4;
  // No errand has as many steps; one that did would never end.
  private static final int MAX_ANSWERS = 100;

  private final Errand errand;
  private final Terms terms;
  private boolean everConnected;
  private Optional<String> trouble = Optional.empty();
  private Optional<DeviceStatus> status = Optional.empty();
  private Optional<Duration> deadline = Optional.empty();
  private Optional<UptimeEstimate> estimate = Optional.empty();
  private Optional<Begun> begun = Optional.empty();
  private Optional<Action> asked = Optional.empty();
  private Optional<Sent> sent = Optional.empty();
  private Optional<Sent> answered = Optional.empty();
  private Optional<Answer> last = Optional.empty();
  private Optional<Answer> late = Optional.empty();
  private boolean waiting;
  private boolean delivered;
  private int sends;
  private int answers;

  private record Begun(BootId boot, String kid) {}

  private record Sent(BootId boot, long counter, String tag) {}

  /**
   * What to seal.
   *
   * @param hello of the boot that it is for
   * @param kid id of the key that opened the hello
   */
  record Order(Hello hello, String kid, Command command) {}

  CommandExchange(Errand errand, Terms terms) {
    this.errand = errand;
    this.terms = terms;
  }

  /** How long nothing need be done if nothing happens. */
  Duration patience(Moment now) {
    return deadline.map(end -> end.minus(now.elapsed())).orElse(terms.timeout());
  }

  /** Whether somebody says that the device is away. */
  boolean isAway() {
    return status.equals(Optional.of(DeviceStatus.OFFLINE));
  }

  /** Whether a command is on its way and was not answered. */
  boolean isOnItsWay() {
    return sent.isPresent();
  }

  /** Whether there is something to send as soon as there is room. */
  boolean isWaiting() {
    return waiting;
  }

  /** Whether readings are wanted, as they tell the device's uptime. */
  boolean isLate() {
    return late.isPresent();
  }

  List<Step> connected(Moment now) {
    trouble = Optional.empty();
    if (!everConnected) {
      everConnected = true;
      if (deadline.isEmpty() && waitsForHello()) {
        deadline = Optional.of(now.elapsed().plus(terms.timeout()));
      }
    }
    return sent.isPresent() && !delivered ? List.of(new Step.SendAgain()) : List.of();
  }

  List<Step> disconnected(String reason) {
    trouble = Optional.of(reason);
    return everConnected || terms.ending() == Ending.NEVER
        ? List.of()
        : List.of(new Step.Finish(new Outcome.Unavailable(reason)));
  }

  void status(DeviceStatus said) {
    status = Optional.of(said);
  }

  /** Something came from it that the broker did not keep. */
  void alive() {
    status = status.filter(said -> said != DeviceStatus.OFFLINE);
  }

  /**
   * A hello came that is not older than any before.
   *
   * @param kid id of the key that opened it, in hexadecimal; empty in Fernet
   */
  List<Step> hello(Hello hello, String kid, Moment now) throws StationException {
    boolean known = estimate.filter(before -> before.hello().equals(hello)).isPresent();
    if (known && begun.equals(Optional.of(new Begun(hello.boot(), kid)))) {
      return List.of();
    }
    Optional<UptimeEstimate> before =
        estimate.filter(old -> old.hello().boot().equals(hello.boot()));
    UptimeEstimate fresh = UptimeEstimate.of(hello, now);
    estimate = Optional.of(before.map(old -> fresh.learn(old.boundAt(now), now)).orElse(fresh));
    if (isOlderThanAnswer(hello)) {
      return late.isPresent() ? send() : List.of();
    }
    Begun here = new Begun(hello.boot(), kid);
    boolean asleep = begun.isEmpty() || (asked.isEmpty() && terms.ending() == Ending.NEVER);
    if (asleep || !begun.equals(Optional.of(here))) {
      begun = Optional.of(here);
      return next(errand.start(hello, kid));
    }
    return late.isPresent() ? send() : List.of();
  }

  /** Whether its settings are from before what the device answered since. */
  private boolean isOlderThanAnswer(Hello hello) {
    return answered
        .filter(
            command ->
                command.boot.equals(hello.boot())
                    && hello.lastCommand().orElse(0) < command.counter)
        .isPresent();
  }

  /** A reading of the epoch of the last hello came. */
  List<Step> reading(Reading reading, Moment now) {
    Optional<Duration> stated =
        estimate.flatMap(known -> UptimeEstimate.statedBy(reading, known.hello()));
    if (stated.isEmpty()) {
      return List.of();
    }
    estimate = estimate.map(known -> known.learn(stated.get(), now));
    return late.isPresent() ? send() : List.of();
  }

  /**
   * The command that {@link Step.Send} wanted sent, now that there is room for it.
   *
   * @return empty if there is none any more
   */
  Optional<Order> order(Moment now) {
    if (!waiting || estimate.isEmpty() || begun.isEmpty() || asked.isEmpty()) {
      return Optional.empty();
    }
    if (deadline.isEmpty() || sends == 0) {
      deadline = Optional.of(now.elapsed().plus(terms.timeout()));
    }
    if (patience(now).compareTo(Duration.ZERO) <= 0) {
      waiting = false;
      return Optional.empty();
    }
    Duration by = estimate.get().at(now).plus(patience(now));
    Command command = new Command(asked.get(), Duration.ofMillis(by.toMillis()));
    return Optional.of(new Order(estimate.get().hello(), begun.get().kid, command));
  }

  /** The last order was sent. */
  void sent(BootId boot, long counter, String tag) {
    sent = Optional.of(new Sent(boot, counter, tag));
    late = Optional.empty();
    waiting = false;
    delivered = false;
    sends++;
  }

  void delivered() {
    delivered = true;
  }

  /** Whether it answers what was sent last, for the first time. */
  boolean expects(Answer answer) {
    return late.isEmpty()
        && sent.filter(
                command -> command.tag.equals(answer.of()) && command.counter == answer.command())
            .isPresent();
  }

  /**
   * An answer came.
   *
   * @param kid id of the key that opened it, in hexadecimal; empty in Fernet
   */
  List<Step> answer(Answer answer, String kid) throws StationException {
    if (!expects(answer)) {
      return List.of();
    }
    if (answer.status() == Answer.Status.LATE && sends < MAX_SENDS) {
      late = Optional.of(answer);
      return List.of(new Step.ListenToReadings());
    }
    last = Optional.of(answer);
    answered = sent;
    answers++;
    Optional<Action> more = errand.answered(answer, kid);
    sends = 0;
    return next(answers < MAX_ANSWERS ? more : Optional.empty());
  }

  /** Time passed. */
  List<Step> tick(Moment now) {
    if (!everConnected || waiting || patience(now).compareTo(Duration.ZERO) > 0) {
      return List.of();
    }
    if (terms.ending() == Ending.ALL || terms.ending() == Ending.ONLINE) {
      return List.of(new Step.Finish(atDeadline()));
    }
    fallAsleep();
    return List.of();
  }

  /** What came of it if it ends now because the operator wants so. */
  Outcome interrupted() {
    return new Outcome.Interrupted(sent.isPresent());
  }

  private boolean waitsForHello() {
    return terms.ending() == Ending.ALL || terms.ending() == Ending.ONLINE;
  }

  private List<Step> next(Optional<Action> action) {
    asked = action;
    sent = Optional.empty();
    late = Optional.empty();
    if (action.isPresent()) {
      return send();
    }
    waiting = false;
    if (!errand.over()) {
      return List.of();
    }
    if (terms.ending() == Ending.NEVER) {
      rest();
      return List.of();
    }
    return List.of(
        new Step.Finish(last.<Outcome>map(Outcome.Answered::new).orElseGet(Outcome.Nothing::new)));
  }

  private List<Step> send() {
    if (sends >= MAX_SENDS) {
      return List.of();
    }
    waiting = true;
    return List.of(new Step.Send());
  }

  /** Waits for a newer hello, which begins the errand anew. */
  private void fallAsleep() {
    begun = Optional.empty();
    rest();
  }

  private void rest() {
    asked = Optional.empty();
    sent = Optional.empty();
    late = Optional.empty();
    last = Optional.empty();
    deadline = Optional.empty();
    sends = 0;
    answers = 0;
  }

  private Outcome atDeadline() {
    if (late.isPresent()) {
      return new Outcome.Answered(late.get());
    }
    if (sent.isPresent()) {
      return new Outcome.NoAnswer(status, trouble);
    }
    return last.<Outcome>map(Outcome.NotBack::new).orElseGet(() -> new Outcome.NoHello(status));
  }
}
