package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupervisionTest {
  @ParameterizedTest
  @CsvSource({
    // started by a systemd that says whom it started
    "d3adb33f, 42, true",
    // by one before version 248
    "d3adb33f, '', true",
    // by hand, from a shell that systemd started
    "d3adb33f, 41, false",
    "d3adb33f, 4, false",
    "'', 42, false",
    "'', '', false",
  })
  void isSystemdsIfItStartedThisProcess(String invocation, String started, boolean expected) {
    Map<String, String> environment =
        Map.of("INVOCATION_ID", invocation, "SYSTEMD_EXEC_PID", started);
    assertEquals(expected, Supervision.isSystemds(environment, 42));
  }

  @Test
  void isNobodysInAnEmptyEnvironment() {
    assertFalse(Supervision.isSystemds(Map.of(), 42));
  }
}
