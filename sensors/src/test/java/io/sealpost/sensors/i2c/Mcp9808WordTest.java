package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are those of equation 5-1 of Microchip DS25095A. */
class Mcp9808WordTest {
  @ParameterizedTest
  @CsvSource({
    "C194, 25.25",
    "07D0, 125",
    "0190, 25",
    "0010, 1",
    "0001, 0.0625",
    "8000, 0",
    "1FFF, -0.0625",
    "1FF0, -1",
    "1E70, -25",
    "1D80, -40",
    "0FFF, 255.9375",
    "1000, -256",
  })
  void thirteenBitsAreRead(String hex, double celsius) {
    assertEquals(celsius, new Mcp9808Word(Integer.parseInt(hex, 16)).celsius());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x2000, 0x4000, 0x8000, 0xE000})
  void flagsOfTheLimitsDoNotCount(int flags) {
    for (int steps = -40 * 16; steps <= 125 * 16; steps++) {
      Mcp9808Word word = new Mcp9808Word((steps & 0x1FFF) | flags);
      assertEquals(steps / 16.0, word.celsius());
      assertFalse(word.maybeUnmeasured());
    }
  }

  @Test
  void onlyAWordWithoutAnyBitMayBeThatOfPowerOn() {
    assertTrue(new Mcp9808Word(0).maybeUnmeasured());
    assertFalse(new Mcp9808Word(1).maybeUnmeasured());
  }

  @Test
  void whatIsNoWordIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Mcp9808Word(-1));
    assertThrows(IllegalArgumentException.class, () -> new Mcp9808Word(0x10000));
  }
}
