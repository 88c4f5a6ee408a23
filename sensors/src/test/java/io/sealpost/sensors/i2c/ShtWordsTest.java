package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are the formulas of the data sheets, computed with fractions. */
class ShtWordsTest {
  private static final double EXACT = 1e-12;

  @ParameterizedTest
  @CsvSource({
    "0x0000, -45",
    "0xFFFF, 130",
    "0x3333, -10",
    "0x6666, 25",
    "0x9999, 60",
    "0xCCCC, 95",
  })
  void bothConvertTemperaturesAlike(String word, double celsius) {
    int bits = Integer.decode(word);
    assertEquals(celsius, new Sht31Words(bits, 0).celsius(), EXACT);
    assertEquals(celsius, new Sht4xWords(bits, 0).celsius(), EXACT);
  }

  @ParameterizedTest
  @CsvSource({"0x0000, 0", "0x3333, 20", "0x9999, 60", "0xFFFF, 100"})
  void anSht31CoversTheWholeRangeOfHumidity(String word, double percent) {
    assertEquals(percent, new Sht31Words(0, Integer.decode(word)).humidityPercent(), EXACT);
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x0C49, 0",
    "0x3333, 19",
    "0x6666, 44",
    "0x9999, 69",
    "0xD916, 100",
    "0xFFFF, 100"
  })
  void anSht4xReachesBeyondAndIsCut(String word, double percent) {
    assertEquals(percent, new Sht4xWords(0, Integer.decode(word)).humidityPercent(), EXACT);
  }

  @Test
  void whatIsCutIsOnlyWhatIsOutside() {
    assertTrue(new Sht4xWords(0, 0x0C4A).humidityPercent() > 0);
    assertTrue(new Sht4xWords(0, 0xD915).humidityPercent() < 100);
  }

  /** Table 18 of the SHT3x data sheet; 0x8010 is the status after power-on. */
  @ParameterizedTest
  @CsvSource({
    "0x8010, true, false", "0x0000, true, false", "0xA010, true, true", "0x0FE3, true, false",
    "0x4000, false, false", "0x1000, false, false", "0x0008, false, false", "0xFFFF, false, true",
  })
  void theStatusTellsWhetherItCanBeOne(String bits, boolean plausible, boolean heating) {
    Sht31Status status = new Sht31Status(Integer.decode(bits));
    assertEquals(plausible, status.plausible());
    assertEquals(heating, status.heating());
  }

  @Test
  void whatIsNoWordIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Sht31Words(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Sht31Words(0, 0x10000));
    assertThrows(IllegalArgumentException.class, () -> new Sht4xWords(0x10000, 0));
    assertThrows(IllegalArgumentException.class, () -> new Sht4xWords(0, -1));
    assertFalse(new Sht31Status(0x8010).toString().isEmpty());
  }
}
