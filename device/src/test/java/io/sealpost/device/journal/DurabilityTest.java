package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.Durability.Grouped;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurabilityTest {
  @ParameterizedTest
  @CsvSource({"PT0.1S, 1", "PT0.1S, 1000", "PT5M, 1", "PT5M, 1000"})
  void groupsWithinItsBounds(Duration within, int records) {
    Grouped grouped = new Grouped(within, records);
    assertEquals(within, grouped.within());
    assertEquals(records, grouped.records());
  }

  @ParameterizedTest
  @CsvSource({"PT0.099999999S", "PT5M0.000000001S", "PT0S", "PT-1S"})
  void refusesAnotherTimeAndNamesIt(Duration within) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Grouped(within, 1));
    assertTrue(String.valueOf(refused.getMessage()).contains(within.toString()));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1001"})
  void refusesAnotherNumberAndNamesIt(int records) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Grouped(Duration.ofSeconds(1), records));
    assertTrue(String.valueOf(refused.getMessage()).contains("group of " + records));
  }
}
