package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables are those of the data sheet, Texas Instruments SBOS397H. */
class Tmp102WordTest {
  private static Tmp102Word word(String hex) {
    return new Tmp102Word(Integer.parseInt(hex, 16));
  }

  @ParameterizedTest
  @CsvSource({
    "7FF0, 127.9375",
    "6400, 100",
    "5000, 80",
    "4B00, 75",
    "3200, 50",
    "1900, 25",
    "0040, 0.25",
    "0000, 0",
    "FFC0, -0.25",
    "E700, -25",
    "C900, -55",
  })
  void theTableOfTwelveBitsIsRead(String hex, double celsius) {
    assertFalse(word(hex).extended());
    assertEquals(OptionalDouble.of(celsius), word(hex).celsius());
  }

  /** The 13-bit patterns of the table, shifted to the left end, with the mark of the mode. */
  @ParameterizedTest
  @CsvSource({
    "0960, 150",
    "0800, 128",
    "07FF, 127.9375",
    "0640, 100",
    "0500, 80",
    "04B0, 75",
    "0320, 50",
    "0190, 25",
    "0004, 0.25",
    "0000, 0",
    "1FFC, -0.25",
    "1E70, -25",
    "1C90, -55",
  })
  void theTableOfThirteenBitsIsRead(String hex, double celsius) {
    Tmp102Word word = new Tmp102Word(Integer.parseInt(hex, 16) << 3 | 1);
    assertTrue(word.extended());
    assertEquals(OptionalDouble.of(celsius), word.celsius());
  }

  @Test
  void theSameUpperBitsMeanTwiceAsMuchInExtendedMode() {
    assertEquals(OptionalDouble.of(75), word("4B00").celsius());
    assertEquals(OptionalDouble.of(150), word("4B01").celsius());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0002", "0004", "0008", "FFFF", "0003", "0005", "190E", "FFF7"})
  void aBitThatTheChipNeverSetsIsRefused(String hex) {
    assertEquals(OptionalDouble.empty(), word(hex).celsius());
  }

  @Test
  void everyStepOfBothModesIsReadExactlyOnce() {
    Set<Double> twelve = new HashSet<>();
    Set<Double> thirteen = new HashSet<>();
    int refused = 0;
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      Tmp102Word word = new Tmp102Word(bits);
      OptionalDouble celsius = word.celsius();
      if (celsius.isEmpty()) {
        refused++;
      } else {
        (word.extended() ? thirteen : twelve).add(celsius.getAsDouble());
      }
    }
    assertEquals(1 << 12, twelve.size());
    assertEquals(1 << 13, thirteen.size());
    assertEquals(0x10000 - (1 << 12) - (1 << 13), refused);
  }

  @Test
  void everyTemperatureComesBackFromItsEncoding() {
    for (int steps = -55 * 16; steps <= 150 * 16; steps++) {
      double celsius = steps / 16.0;
      assertEquals(OptionalDouble.of(celsius), new Tmp102Word((steps << 3 | 1) & 0xFFFF).celsius());
      if (steps < 128 * 16) {
        assertEquals(OptionalDouble.of(celsius), new Tmp102Word(steps << 4 & 0xFFFF).celsius());
      }
    }
  }

  @Test
  void theFirstByteOnTheWireIsTheUpperOne() {
    assertEquals(new Tmp102Word(0xE701), Tmp102Word.of(new byte[] {(byte) 0xE7, 0x01}));
    assertEquals(new Tmp102Word(0x01E7), Tmp102Word.of(new byte[] {0x01, (byte) 0xE7}));
  }

  @Test
  void whatIsNoWordIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Tmp102Word(-1));
    assertThrows(IllegalArgumentException.class, () -> new Tmp102Word(0x10000));
    assertThrows(IllegalArgumentException.class, () -> Tmp102Word.of(new byte[3]));
  }
}
