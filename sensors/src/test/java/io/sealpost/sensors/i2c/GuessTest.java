package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessTest {
  @ParameterizedTest
  @CsvSource({
    "0x08, unknown, ''",
    "0x1C, probably MCP9808 (by its address), mcp9808",
    "0x27, 'probably a port expander (MCP23017, PCF8574) (by its address)', ''",
    "0x38, probably an AHT20 or a port expander (by its address), ''",
    "0x3C, probably a display (SSD1306) (by its address), ''",
    "0x40, 'probably an INA219, PCA9685 or Si7021 (by its address)', ''",
    "0x45, 'probably SHT31 or SHT4x, or else an INA219 (by its address)', sht31 sht4x",
    "0x46, 'probably SHT4x, or else an INA219 (by its address)', sht4x",
    "0x4C, 'probably a converter (ADS1115, PCF8591) (by its address)', ''",
    "0x57, probably an EEPROM (of a HAT or a display) (by its address), ''",
    "0x68, probably a clock (DS3231) or a motion sensor (MPU-6050) (by its address), ''",
    "0x77, 'probably BME280 or BMP280, or else a multiplexer (TCA9548A) (by its address)',"
        + " bme280 bmp280",
  })
  void theAddressTellsALittle(String address, String what, String types) {
    Guess guess = Guess.at(Integer.decode(address));
    assertEquals(what, guess.what());
    assertEquals(types, String.join(" ", guess.types()));
    assertFalse(guess.certain());
  }

  @ParameterizedTest
  @CsvSource({
    "0x1117, true, tmp117",
    "0x5000, false, tmp102",
    "0xFFFF, false, tmp102",
    "0x7500, false, ''",
    "0x1116, false, ''",
  })
  void theIdentityRegisterTellsMore(String word, boolean certain, String types) {
    Guess guess = Guess.of(new Tmp117Identity(Integer.decode(word)));
    assertEquals(certain, guess.certain());
    assertEquals(types, String.join(" ", guess.types()));
  }

  @Test
  void aChipOfTheFamilyWithoutADriverHasNoType() {
    Guess guess = Guess.of(new BoschIdentity(0x61));
    assertEquals(List.of(), guess.types());
    assertTrue(guess.what().contains("a BME680 or BME688"));
  }
}
