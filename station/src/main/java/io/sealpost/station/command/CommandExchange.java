package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.station.link.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One command, from the device's hello to its answer. Pure: told what happens, it says what to do.
 * For one thread.
 *
 * <p>The command is sent at the first hello, with a deadline on the device's clock at which the
 * station gives up waiting. It is sent anew, with a counter of its own, when the device turns out
 * to be in another boot, and when it answered {@code late} and has since told its uptime.
 */
final class CommandExchange {
  private static final int MAX_SENDS = 4;

  private final Request request;
  private boolean everConnected;
  private Optional<String> trouble = Optional.empty();
  private Optional<DeviceStatus> status = Optional.empty();
  private Optional<Duration> deadline = Optional.empty();
  private Optional<UptimeEstimate> estimate = Optional.empty();
  private Optional<Sent> sent = Optional.empty();
  private int sends;
  private boolean delivered;
  private Optional<Answer> late = Optional.empty();

  private record Sent(BootId boot, long counter, String tag) {}

  CommandExchange(Request request) {
    this.request = request;
  }

  /** How long nothing need be done if nothing happens. */
  Duration patience(Moment now) {
    return deadline.map(end -> end.minus(now.elapsed())).orElse(request.timeout());
  }

  List<Step> connected(Moment now) {
    trouble = Optional.empty();
    if (!everConnected) {
      everConnected = true;
      deadline = Optional.of(now.elapsed().plus(request.timeout()));
    }
    return sent.isPresent() && !delivered ? List.of(new Step.SendAgain()) : List.of();
  }

  List<Step> disconnected(String reason) {
    trouble = Optional.of(reason);
    return everConnected ? List.of() : List.of(new Step.Finish(new Outcome.Unavailable(reason)));
  }

  void status(DeviceStatus said) {
    status = Optional.of(said);
  }

  /** A hello came that is not older than any before. */
  List<Step> hello(Hello hello, Moment now) {
    Optional<UptimeEstimate> before =
        estimate.filter(known -> known.hello().boot().equals(hello.boot()));
    UptimeEstimate fresh = UptimeEstimate.of(hello, now);
    estimate = Optional.of(before.map(old -> fresh.learn(old.boundAt(now), now)).orElse(fresh));
    if (sent.isEmpty()) {
      deadline = Optional.of(now.elapsed().plus(request.timeout()));
      return send(now);
    }
    boolean otherBoot = !sent.get().boot.equals(hello.boot());
    return otherBoot || late.isPresent() ? send(now) : List.of();
  }

  /** A reading of the epoch of the last hello came. */
  List<Step> reading(Reading reading, Moment now) {
    Optional<Duration> stated =
        estimate.flatMap(known -> UptimeEstimate.statedBy(reading, known.hello()));
    if (stated.isEmpty()) {
      return List.of();
    }
    estimate = estimate.map(known -> known.learn(stated.get(), now));
    return late.isPresent() ? send(now) : List.of();
  }

  /** The last step {@link Step.Send} was done. */
  void sent(BootId boot, long counter, String tag) {
    sent = Optional.of(new Sent(boot, counter, tag));
    delivered = false;
  }

  void delivered() {
    delivered = true;
  }

  List<Step> answer(Answer answer) {
    boolean ours =
        sent.filter(
                command -> command.tag.equals(answer.of()) && command.counter == answer.command())
            .isPresent();
    if (!ours) {
      return List.of();
    }
    if (answer.status() == Answer.Status.LATE && sends < MAX_SENDS) {
      late = Optional.of(answer);
      return List.of(new Step.ListenToReadings());
    }
    return List.of(new Step.Finish(new Outcome.Answered(answer)));
  }

  /** Time passed. */
  List<Step> tick(Moment now) {
    if (!everConnected || patience(now).compareTo(Duration.ZERO) > 0) {
      return List.of();
    }
    return List.of(new Step.Finish(atDeadline()));
  }

  /** What came of it if it ends now because the operator wants so. */
  Outcome interrupted() {
    return new Outcome.Interrupted(sent.isPresent());
  }

  private Outcome atDeadline() {
    if (late.isPresent()) {
      return new Outcome.Answered(late.get());
    }
    return sent.isPresent() ? new Outcome.NoAnswer(status, trouble) : new Outcome.NoHello(status);
  }

  private List<Step> send(Moment now) {
    if (estimate.isEmpty() || sends >= MAX_SENDS) {
      return List.of();
    }
    sends++;
    late = Optional.empty();
    Duration by = estimate.get().at(now).plus(patience(now));
    Command command =
        new Command(
            Action.Set.every(request.stream(), request.interval()),
            Duration.ofMillis(by.toMillis()));
    return List.of(new Step.Send(estimate.get().hello(), command));
  }
}
