package io.sealpost.sensors.i2c;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Tmp102SensorTest {
  private static final int TEMPERATURE = 0;
  private static final int CONFIGURATION = 1;

  private final FakeBus bus = new FakeBus();
  private final WordChip chip =
      new WordChip(3).with(CONFIGURATION, 0x60A0).with(2, 0x4B00).with(3, 0x5000);
  private final Tmp102Sensor sensor = new Tmp102Sensor(STREAM, bus, 0x48);

  @BeforeEach
  void aChipThatJustGotPower() {
    bus.chips.put(0x48, chip);
  }

  @Test
  void theTemperatureIsRead() throws Exception {
    chip.registers.put(TEMPERATURE, 0x1900);
    assertEquals(25, celsius(sensor));
  }

  @Test
  void extendedModeLeftOnByADriverIsUnderstood() throws Exception {
    chip.registers.put(CONFIGURATION, 0x60B0);
    chip.registers.put(TEMPERATURE, 0x4B01);
    assertEquals(150, celsius(sensor));
  }

  @Test
  void aChipThatIsShutDownGivesNoOldReading() {
    chip.registers.put(CONFIGURATION, 0x61A0);
    chip.registers.put(TEMPERATURE, 0x1900);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "TMP102 0x48 on I2C bus 1 is shut down (configuration 0x61): other software did that, or it"
            + " is another chip; stop that software and switch the chip off and on",
        e.getMessage());
  }

  @Test
  void anotherChipAtTheAddressIsRecognised() {
    chip.registers.put(TEMPERATURE, 0x1906);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "TMP102 0x48 on I2C bus 1 says 0x1906, which no TMP102 does: is another chip at this"
            + " address?",
        e.getMessage());
  }

  /** 25 degrees of a TMP117 would be 12.5 of a TMP102. */
  @Test
  void aTmp117AtTheAddressIsRecognisedThoughItsTemperatureLooksPossible() {
    bus.chips.put(
        0x48,
        new WordChip(0x0F)
            .with(TEMPERATURE, 0x0C80)
            .with(CONFIGURATION, 0x0220)
            .with(2, 0x6000)
            .with(3, 0x8000));
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "TMP102 0x48 on I2C bus 1 is not a TMP102: registers 0x02 and 0x03 say 0x6000 and 0x8000,"
            + " and not the lower limit first; it is probably a TMP117 or TMP116; correct type or"
            + " address in the configuration",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0x5000, 0x5000", "0xE700, 0xF600", "0xFF00, 0x0000"})
  void limitsInTheRightOrderAreTaken(String lower, String upper) throws Exception {
    chip.with(2, Integer.decode(lower)).with(3, Integer.decode(upper)).with(TEMPERATURE, 0x1900);
    assertEquals(25, celsius(sensor));
  }

  @ParameterizedTest
  @CsvSource({"8000, -128.0", "4B09, 150.0625"})
  void outsideTheRangeOfTheChipIsABadReading(String hex, String celsius) {
    chip.registers.put(TEMPERATURE, Integer.parseInt(hex, 16));
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "TMP102 0x48 on I2C bus 1 says %s degrees Celsius, outside -55 to 150: check the chip"
            .formatted(celsius),
        e.getMessage());
  }

  @Test
  void aChipThatComesBackIsReadAgain() throws Exception {
    chip.registers.put(TEMPERATURE, 0x1900);
    chip.answers = false;
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    chip.answers = true;
    assertEquals(25, celsius(sensor));
  }

  @Test
  void closingLetsGoOfTheChip() {
    sensor.close();
    assertEquals(1, bus.closed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x48, 0x49, 0x4A, 0x4B})
  void theFourAddressesOfTheChipAreTaken(int address) throws Exception {
    FakeBus other = new FakeBus();
    assertEquals(
        "TMP102 0x%02X on I2C bus 1".formatted(address),
        new Tmp102Sensor(STREAM, other, address).descriptor().source());
    other.chips.put(address, chip);
    assertEquals(0, celsius(new Tmp102Sensor(STREAM, other, address)));
  }

  @ParameterizedTest
  @CsvSource({"0x47", "0x4C", "0x00", "0xFF"})
  void otherAddressesAreRefused(String address) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Tmp102Sensor(STREAM, bus, Integer.decode(address)));
    assertEquals("address " + address + " of a TMP102 must be 0x48 to 0x4B", e.getMessage());
  }

  @Test
  void nothingIsEverWritten() throws Exception {
    celsius(sensor);
    assertEquals("48 w02 r2, 48 w03 r2, 48 w01 r2, 48 w00 r2", bus.log());
    celsius(sensor);
    assertEquals("48 w01 r2, 48 w00 r2", bus.log());
    assertEquals(0, chip.written);
  }
}
