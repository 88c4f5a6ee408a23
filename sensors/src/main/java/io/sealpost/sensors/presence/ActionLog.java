package io.sealpost.sensors.presence;

import java.time.Duration;
import java.util.Optional;
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
    hint(changed).ifPresent(hint -> Logger.info("{}", hint));
  }

  /** What to do about somebody who was most likely never away. */
  static Optional<String> hint(Action.Changed changed) {
    return changed
        .away()
        .filter(away -> away.compareTo(TOO_SOON) <= 0)
        .map(
            away ->
                changed.person().name()
                    + " came back "
                    + away.toSeconds()
                    + " s after leaving; if that was no departure, raise leave-after (now "
                    + changed.leaveAfter().toSeconds()
                    + "s)");
  }
}
