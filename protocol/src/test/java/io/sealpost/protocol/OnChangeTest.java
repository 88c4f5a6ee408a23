package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnChangeTest {
  private static String refused(double degrees, Duration heartbeat) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> new OnChange(degrees, heartbeat))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aStepThatIsNoneIsRefused(double degrees) {
    assertEquals(
        "on-change " + degrees + " must be above 0 and at most 100.0",
        refused(degrees, OnChange.USUAL));
  }

  @Test
  void aHeartbeatThatIsTooShortOrTooLongIsRefused() {
    String range = " must be whole milliseconds from PT1S to PT24H";
    assertEquals("heartbeat PT0.999S" + range, refused(1, Duration.ofMillis(999)));
    assertEquals("heartbeat PT25H" + range, refused(1, Duration.ofHours(25)));
  }
}
