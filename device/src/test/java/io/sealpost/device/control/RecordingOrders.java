package io.sealpost.device.control;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keeps settings as the agent does, and remembers what else it was told. */
final class RecordingOrders implements Orders {
  final List<String> told = new ArrayList<>();
  private final SettingsInForce settings;
  private Outcome outcome = Outcome.OK;

  RecordingOrders(SettingsInForce settings) {
    this.settings = settings;
  }

  /** What becomes of everything but settings. */
  void outcome(Outcome next) {
    outcome = next;
  }

  private Outcome told(String what) {
    told.add(what);
    return outcome;
  }

  @Override
  public Outcome set(Action.Set change, Moment now) {
    told.add("set");
    try {
      settings.change(change);
      return Outcome.OK;
    } catch (StateException e) {
      return Outcome.not(Status.FAILED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Outcome sample(Set<StreamName> streams, Moment now) {
    return told("sample " + streams);
  }

  @Override
  public Outcome identify(Duration duration, Moment now) {
    return told("identify " + duration);
  }

  @Override
  public Outcome restart() {
    return told("restart");
  }

  @Override
  public Outcome forget(Moment now) {
    return told("forget");
  }
}
