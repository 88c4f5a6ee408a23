package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table is that of the data sheet, Texas Instruments SNOSD82D table 7-1. */
class Tmp117WordTest {
  @ParameterizedTest
  @CsvSource({
    "8000, -256",
    "F380, -25",
    "FFF0, -0.125",
    "FFFF, -0.0078125",
    "0000, 0",
    "0001, 0.0078125",
    "0010, 0.125",
    "0080, 1",
    "0C80, 25",
    "3200, 100",
    "7FFF, 255.9921875",
  })
  void theTableOfTheDataSheetIsRead(String hex, double celsius) {
    assertEquals(celsius, new Tmp117Word(Integer.parseInt(hex, 16)).celsius());
  }

  @Test
  void everyTemperatureComesBackFromItsEncoding() {
    for (int steps = -55 * 128; steps <= 150 * 128; steps++) {
      Tmp117Word word = new Tmp117Word(steps & 0xFFFF);
      assertEquals(steps / 128.0, word.celsius());
      assertFalse(word.unmeasured());
    }
  }

  @Test
  void whatThePowerOnValueIsCannotBeMeasured() {
    assertTrue(new Tmp117Word(0x8000).unmeasured());
    assertFalse(new Tmp117Word(0x8001).unmeasured());
  }

  @Test
  void whatIsNoWordIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Tmp117Word(-1));
    assertThrows(IllegalArgumentException.class, () -> new Tmp117Word(0x10000));
  }
}
