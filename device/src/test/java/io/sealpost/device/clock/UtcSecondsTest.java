package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcSecondsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-21T08:05:09Z",
        "2024-02-29T23:59:59Z",
        "9999-12-31T23:59:59Z"
      })
  void areReadAndWrittenAsJavaDoes(String text) {
    assertEquals(Instant.parse(text), UtcSeconds.parse(text));
    assertEquals(text, UtcSeconds.text(Instant.parse(text)));
  }

  @Test
  void areWrittenAsJavaWritesAnyTimeCutToSeconds() {
    Random random = new Random(6);
    for (int i = 0; i < 1000; i++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(-100_000_000_000_000L, 300_000_000_000_000L));
      assertEquals(time.truncatedTo(ChronoUnit.SECONDS).toString(), UtcSeconds.text(time));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-21T08:05:09+00:00",
        "2026-11-21 08:05:09Z",
        "2026-11-21T08:05:0xZ",
        "2026-11-21T08:05:09.5Z",
        "2026-02-29T00:00:00Z"
      })
  void ofAnotherFormAreRefused(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> UtcSeconds.parse(text));
    assertTrue(String.valueOf(e.getMessage()).contains(text));
  }
}
