package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Person.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActionLogTest {
  private static Optional<String> hint(Optional<Duration> away) {
    return ActionLog.hint(
        new Action.Changed(
            Devices.ann(), State.ABSENT, State.PRESENT, away, Duration.ofMinutes(5)));
  }

  @Test
  void whoComesBackSoonWasMostLikelyNeverAway() {
    assertEquals(
        Optional.of(
            "Ann came back 40 s after leaving; if that was no departure, raise leave-after (now"
                + " 300s)"),
        hint(Optional.of(Duration.ofSeconds(40))));
  }

  @Test
  void whoComesBackLateWasAway() {
    assertEquals(Optional.empty(), hint(Optional.of(Duration.ofSeconds(601))));
  }

  @Test
  void whoComesForTheFirstTimeIsNotHintedAt() {
    assertEquals(Optional.empty(), hint(Optional.empty()));
  }
}
