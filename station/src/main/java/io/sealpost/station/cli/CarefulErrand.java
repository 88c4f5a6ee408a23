package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Errand;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.rotation.RotationErrand;
import java.time.Duration;
import java.util.Optional;

/** A rotation among many: what fails of one must not end the others. For one thread. */
final class CarefulErrand implements Errand {
  private final RotationErrand errand;
  private Optional<StationException> fault = Optional.empty();

  CarefulErrand(RotationErrand errand) {
    this.errand = errand;
  }

  @Override
  public Optional<Action> start(Hello hello, String kid) {
    try {
      return fault.isPresent() ? Optional.empty() : errand.start(hello, kid);
    } catch (StationException e) {
      fault = Optional.of(e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    try {
      return errand.answered(answer, kid);
    } catch (StationException e) {
      fault = Optional.of(e);
      return Optional.empty();
    }
  }

  /**
   * @throws StationException what failed, if something did
   */
  void rethrow() throws StationException {
    if (fault.isPresent()) {
      throw fault.get();
    }
  }

  OutcomeReport report(DeviceId device, Duration timeout, Outcome outcome) {
    RotateWording wording = new RotateWording(errand.generation(), errand.isResumed());
    return OutcomeReport.of(wording, device, timeout, judged(outcome));
  }

  private Outcome judged(Outcome outcome) {
    if (fault.isPresent()) {
      return new Outcome.Impossible(String.valueOf(fault.get().getMessage()));
    }
    if (errand.isDone()) {
      return new Outcome.Nothing();
    }
    boolean givenUp =
        outcome instanceof Outcome.Nothing
            || (outcome instanceof Outcome.Answered answered
                && answered.answer().status() == Answer.Status.OK);
    return givenUp
        ? new Outcome.Impossible("began several times and did not come to an end; run it again")
        : outcome;
  }
}
