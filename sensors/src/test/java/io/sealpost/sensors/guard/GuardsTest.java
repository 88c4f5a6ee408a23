package io.sealpost.sensors.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
  private static String refused(double offset, int median, Optional<Duration> stuckAfter) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> new Guards(offset, median, stuckAfter))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {50.1, -50.1, Double.NaN, Double.POSITIVE_INFINITY})
  void anOffsetThatIsNoCalibrationIsRefused(double offset) {
    assertEquals(
        "offset " + offset + " must be -50.0 to 50.0", refused(offset, 1, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 14, 16, 17})
  void aMedianOfAnEvenNumberOrOfTooManyIsRefused(int median) {
    assertEquals(
        "median " + median + " must be odd, 1 to 15", refused(0, median, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59S", "P31D", "PT-1H", "PT0S"})
  void aTimeThatFindsAnythingOrNothingStuckIsRefused(Duration after) {
    assertEquals(
        "stuck after " + after + " must be 1 minute to 30 days", refused(0, 1, Optional.of(after)));
  }

  @Test
  void theEndsOfTheRangesAreTaken() {
    new Guards(-50, 15, Optional.of(Duration.ofMinutes(1)));
    new Guards(50, 1, Optional.of(Duration.ofDays(30)));
  }
}
