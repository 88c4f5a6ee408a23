package io.sealpost.e2e.hostile;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.control.Orders;
import io.sealpost.device.control.SettingsInForce;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Obeys as far as there is something to obey with, and remembers that it did. */
final class RecordedOrders implements Orders {
  private final SettingsInForce settings;
  private boolean obeyed;
  private boolean changed;
  private boolean restarts;

  RecordedOrders(SettingsInForce settings) {
    this.settings = settings;
  }

  /** Whether a command was obeyed since this was asked last. */
  boolean obeyed() {
    boolean now = obeyed;
    obeyed = false;
    return now;
  }

  /** Whether settings were changed since this was asked last. */
  boolean changed() {
    boolean now = changed;
    changed = false;
    return now;
  }

  /** Whether the device is to start anew. */
  boolean restarts() {
    return restarts;
  }

  @Override
  public Outcome obey(Action action, Moment now) {
    obeyed = true;
    return Orders.super.obey(action, now);
  }

  @Override
  public Outcome set(Action.Set change, Moment now) {
    try {
      settings.change(change);
    } catch (StateException e) {
      return Outcome.not(Status.FAILED, "the medium has failed");
    }
    changed = true;
    return Outcome.OK;
  }

  @Override
  public Outcome sample(Set<StreamName> streams, Moment now) {
    return Outcome.OK;
  }

  @Override
  public Outcome identify(Duration duration, Moment now) {
    return Outcome.OK;
  }

  @Override
  public Outcome restart() {
    restarts = true;
    return Outcome.OK;
  }

  @Override
  public Outcome forget(Moment now) {
    return Outcome.of(new Result.Forgotten(List.of()));
  }
}
