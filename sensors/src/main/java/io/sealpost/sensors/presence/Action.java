package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person.State;
import java.time.Duration;
import java.util.Optional;

/** What a step of the decision asks for, or tells. */
sealed interface Action {
  /**
   * Somebody is to be asked for a sign of life.
   *
   * @param scanner by which, an index
   */
  record Ask(int scanner, KnownPerson person) implements Action {}

  /**
   * Somebody's state has changed.
   *
   * @param away how long after being counted away somebody came back; empty for all other changes
   * @param leaveAfter the rule that holds for that person
   */
  record Changed(
      KnownPerson person, State from, State to, Optional<Duration> away, Duration leaveAfter)
      implements Action {}

  /**
   * A scanner has turned deaf, or hears again.
   *
   * @param scanner its name
   */
  record Turned(String scanner, boolean hears) implements Action {}
}
