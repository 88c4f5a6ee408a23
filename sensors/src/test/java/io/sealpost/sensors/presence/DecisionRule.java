package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.presence.replay.Population;
import io.sealpost.sensors.presence.replay.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Our own decision, to be compared with others. */
final class DecisionRule implements Rule {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final PresenceDecision decision;
  private final boolean fused;
  private boolean present;

  /** With the usual rules but the timeout. */
  DecisionRule(Population population, Duration leaveAfter) {
    this.fused = population.channels().size() > 1;
    KnownPerson bob = new KnownPerson("Bob", Devices.bob().identities(), Optional.of(leaveAfter));
    FakeScanner hci0 =
        population.answers() > 0
            ? new FakeScanner("hci0", Radio.BLUETOOTH, "Bob")
            : new FakeScanner("hci0", Radio.BLUETOOTH);
    FakeScanner lan = new FakeScanner("lan", Radio.LAN);
    this.decision =
        new PresenceDecision(
            List.of(bob), PresenceRules.USUAL, fused ? List.of(hci0, lan) : List.of(hci0), 0);
  }

  @Override
  public void heard(long second, int channel) {
    Sighting sighting = channel == 0 ? Devices.tagOfBob(-70) : Devices.host(0);
    take(decision.heard(channel, sighting, second * SECOND));
  }

  @Override
  public boolean present(long second, BooleanSupplier ask) {
    long now = second * SECOND;
    if (second % 15 == 0) {
      take(decision.listening(0, now));
      if (fused) {
        take(decision.listening(1, now));
      }
    }
    List<Action> actions = decision.step(now);
    take(actions);
    boolean asks = actions.stream().anyMatch(action -> action instanceof Action.Ask);
    if (asks && ask.getAsBoolean()) {
      heard(second, 0);
    }
    return present;
  }

  private void take(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.Changed changed) {
        present = changed.to() == State.PRESENT;
      }
    }
  }
}
