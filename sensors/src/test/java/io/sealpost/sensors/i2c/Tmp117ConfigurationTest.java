package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of cycles is that of Texas Instruments SNOSD82D section 7.6; 15.5 ms are 16 here. */
class Tmp117ConfigurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, 16, 125, 500, 1000",
    "1, 125, 125, 500, 1000",
    "2, 250, 250, 500, 1000",
    "3, 500, 500, 500, 1000",
    "4, 1000, 1000, 1000, 1000",
    "5, 4000, 4000, 4000, 4000",
    "6, 8000, 8000, 8000, 8000",
    "7, 16000, 16000, 16000, 16000",
  })
  void theCycleIsThatOfTheTable(int conv, long none, long eight, long thirtyTwo, long sixtyFour) {
    long[] millis = {none, eight, thirtyTwo, sixtyFour};
    for (int avg = 0; avg < 4; avg++) {
      Tmp117Configuration configuration = new Tmp117Configuration(conv << 7 | avg << 5);
      assertEquals(Duration.ofMillis(millis[avg]), configuration.cycle(), "AVG " + avg);
    }
  }

  @Test
  void powerOnMeansOneSecondAndNothingMeasuredYet() {
    Tmp117Configuration configuration = new Tmp117Configuration(0x0220);
    assertEquals(Duration.ofSeconds(1), configuration.cycle());
    assertTrue(configuration.continuous());
    assertFalse(configuration.dataReady());
    assertTrue(new Tmp117Configuration(0x2220).dataReady());
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, true", "3, false"})
  void shutdownAndOneShotAreNotContinuous(int mod, boolean continuous) {
    assertEquals(continuous, new Tmp117Configuration(mod << 10).continuous());
  }

  @Test
  void whatIsNoWordIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Tmp117Configuration(0x10000));
  }
}
