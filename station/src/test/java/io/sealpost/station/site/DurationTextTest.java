package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"250ms, 250", "10s, 10000", "5m, 300000", "24h, 86400000", "0s, 0"})
  void whatPeopleWriteIsRead(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), DurationText.parse(text));
    assertEquals(text, DurationText.of(Duration.ofMillis(millis)));
  }

  @Test
  void daysAreReadAndWrittenAsHours() {
    assertEquals(Duration.ofDays(30), DurationText.parse("30d"));
    assertEquals("720h", DurationText.of(Duration.ofDays(30)));
  }

  @ParameterizedTest
  @CsvSource({"90000, 90s", "1500, 1500ms", "3600000, 1h", "60000, 1m"})
  void aDurationIsWrittenExactlyInOneUnit(long millis, String text) {
    assertEquals(text, DurationText.of(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "10 s", "-1s", "1.5s", "1w", "10S", "9999999999s", "１s"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text));
  }
}
