package io.sealpost.station.desired;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import io.sealpost.station.command.Errand;
import io.sealpost.station.store.Desired;
import java.util.Optional;
import java.util.Set;

/** Finds out what would be sent to a device, and sends nothing. For one thread. */
public final class DryErrand implements Errand {
  private final Desired desired;
  private Optional<Hello> hello = Optional.empty();

  /**
   * @param desired how the device is to be
   */
  public DryErrand(Desired desired) {
    this.desired = desired;
  }

  /** What would be sent; empty if the device is as desired, or said nothing. */
  public Optional<Action.Set> missing() {
    return hello.flatMap(said -> desired.missing(said.settings()));
  }

  /** What the device cannot be. */
  public Set<String> impossible() {
    return hello.map(said -> desired.impossible(said.settings())).orElse(Set.of());
  }

  @Override
  public Optional<Action> start(Hello said, String kid) {
    hello = Optional.of(said);
    return Optional.empty();
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    return Optional.empty();
  }
}
