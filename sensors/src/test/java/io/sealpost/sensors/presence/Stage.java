package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading;
import io.sealpost.sensors.Samples;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A decision, its scanners and a clock that a test sets. Scanners that work say so every 15
 * seconds; steps come when the decision asks for them.
 */
final class Stage {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long WORD = 15 * SECOND;

  final PresenceDecision decision;
  final List<String> log = new ArrayList<>();

  private final boolean[] working;
  private long now;
  private long nextWord;
  private long nextStep;

  /** All scanners work from the start. */
  Stage(PresenceRules rules, List<KnownPerson> people, FakeScanner... scanners) {
    this.decision = new PresenceDecision(people, rules, List.of(scanners), 0);
    this.working = new boolean[scanners.length];
    for (int i = 0; i < scanners.length; i++) {
      hears(i);
    }
  }

  static SensorException unplugged() {
    return new SensorException(Kind.ABSENT, "hci0 is gone; plug it in");
  }

  /** Seconds since the start. */
  double seconds() {
    return (double) now / SECOND;
  }

  /** A scanner works from now on. */
  Stage hears(int scanner) {
    working[scanner] = true;
    take(decision.listening(scanner, now));
    return this;
  }

  /** A scanner says from now on nothing at all. */
  Stage hangs(int scanner) {
    working[scanner] = false;
    return this;
  }

  /** A scanner says that it hears nobody. */
  Stage deaf(int scanner) {
    working[scanner] = false;
    take(decision.deaf(scanner, unplugged(), now));
    return this;
  }

  Stage heard(int scanner, Sighting sighting) {
    take(decision.heard(scanner, sighting, now));
    return step();
  }

  private Stage step() {
    take(decision.step(now));
    nextStep = now + Math.max(1, decision.idleFor(now).toNanos());
    return this;
  }

  /** Time passes. */
  Stage goOn(double seconds) {
    long end = now + Math.round(seconds * SECOND);
    while (Math.min(nextStep, nextWord) <= end) {
      now = Math.max(now, Math.min(nextStep, nextWord));
      if (nextWord <= now) {
        nextWord = now + WORD;
        for (int i = 0; i < working.length; i++) {
          if (working[i]) {
            take(decision.listening(i, now));
          }
        }
      }
      if (nextStep <= now) {
        step();
      }
    }
    now = end;
    return step();
  }

  private void take(List<Action> actions) {
    for (Action action : actions) {
      log.add("%.0f %s".formatted(seconds(), text(action)));
    }
  }

  private static String text(Action action) {
    if (action instanceof Action.Ask ask) {
      return "ask " + ask.person().name() + " by " + ask.scanner();
    }
    if (action instanceof Action.Turned turned) {
      return turned.scanner() + (turned.hears() ? " hears" : " deaf");
    }
    Action.Changed changed = (Action.Changed) action;
    String away = changed.away().map(time -> " after " + time.toSeconds()).orElse("");
    return changed.person().name() + " " + changed.to().label() + away;
  }

  Reading.Presence report() {
    return decision.report(Samples.NOW, now);
  }

  Person person(int index) {
    return report().people().get(index);
  }

  State state(int index) {
    return person(index).state();
  }

  /** How long somebody's state has lasted, in seconds. */
  long stateFor(int index) {
    return person(index).stateFor().toSeconds();
  }

  int confidence(int index) {
    return person(index).confidence().orElseThrow();
  }
}
