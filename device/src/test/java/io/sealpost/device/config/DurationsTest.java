package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "0s, PT0S",
    "10s, PT10S",
    "5m, PT5M",
    "24h, PT24H",
    "999999999h, PT999999999H",
    "30d, PT720H",
    "007s, PT7S"
  })
  void readsAWholeNumberAndAUnit(String text, String expected) {
    assertEquals(Duration.parse(expected), Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "s",
        "10 s",
        " 10s",
        "10s ",
        "-10s",
        "+10s",
        "1.5s",
        "10S",
        "10sec",
        "1m30s",
        "1000000000s",
        "0x10s",
        "10us",
        "7w",
        "7D",
        "10s\n",
        "١٠s"
      })
  void refusesEverythingElseAndSaysHowItIsWritten(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
    assertEquals(
        "\"" + text + "\" must be a whole number and ms, s, m, h or d, \"10s\" for instance",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0ms",
    "PT0.25S, 250ms",
    "PT1.5S, 1500ms",
    "PT10S, 10s",
    "PT90S, 90s",
    "PT5M, 5m",
    "PT24H, 24h",
    "PT25H, 25h",
    "PT48H, 2d",
    "PT49H, 49h",
    "P30D, 30d"
  })
  void writesTheLargestUnitThatLeavesAWholeNumber(String duration, String expected) {
    assertEquals(expected, Durations.format(Duration.parse(duration)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 99, 1000, 1001, 60_000, 3_600_000, 86_400_000, 90_061_001, 172_800_000})
  void readsBackWhatItWrote(long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertEquals(duration, Durations.parse(Durations.format(duration)));
  }

  @Test
  void takesBothEndsOfARange() {
    Duration least = Duration.ofSeconds(1);
    Duration most = Duration.ofMinutes(1);
    assertEquals(least, Durations.parse("1s", least, most));
    assertEquals(most, Durations.parse("60s", least, most));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999ms", "61s", "0s", "2m"})
  void refusesWhatIsOutsideOfARangeAndSaysTheRange(String text) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Durations.parse(text, Duration.ofSeconds(1), Duration.ofMinutes(1)));
    assertEquals("\"" + text + "\" must be 1s to 1m", e.getMessage());
  }

  @Test
  void doesNotOverflowOnNineDigitsOfTheLargestUnit() {
    assertTrue(Durations.parse("999999999d").compareTo(Duration.ofDays(999_999_998)) > 0);
  }
}
