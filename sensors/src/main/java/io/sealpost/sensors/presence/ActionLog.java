package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person.State;
import java.time.Duration;
import org.tinylog.Logger;

/** Tells the log what was decided. Never an address. */
final class ActionLog {
  /** Somebody who comes back sooner was most likely never away. */
  private static final Duration TOO_SOON = Duration.ofMinutes(10);

  void tell(Action action) {
    if (action instanceof Action.Changed changed) {
      tell(changed);
    } else if (action instanceof Action.Turned turned) {
      Logger.debug("scanner {} {}", turned.scanner(), turned.hears() ? "hears" : "is deaf");
    } else if (action instanceof Action.Ask ask) {
      Logger.debug("asking {} for a sign of life", ask.person().name());
    }
  }

  private static void tell(Action.Changed changed) {
    String name = changed.person().name();
    Logger.debug("{} is {}, was {}", name, changed.to().label(), changed.from().label());
    boolean tooSoon = changed.away().filter(away -> away.compareTo(TOO_SOON) <= 0).isPresent();
    if (changed.to() == State.PRESENT && tooSoon) {
      Logger.info(
          "{} came back {} s after leaving; if that was no departure, raise leave-after (now {}s)",
          name,
          changed.away().orElseThrow().toSeconds(),
          changed.leaveAfter().toSeconds());
    }
  }
}
