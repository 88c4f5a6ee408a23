package io.sealpost.sensors.i2c;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mcp9808SensorTest {
  private static final int TEMPERATURE = 5;

  private final WordChip chip =
      new WordChip(0x0F).with(TEMPERATURE, 0xC194).with(6, 0x0054).with(7, 0x0400);
  private final FakeBus bus = new FakeBus();
  private final Mcp9808Sensor sensor = new Mcp9808Sensor(STREAM, bus, 0x18);

  @BeforeEach
  void aChip() {
    bus.chips.put(0x18, chip);
  }

  @ParameterizedTest
  @CsvSource({"0xC194, 25.25", "0x1FFF, -0.0625", "0xC7D0, 125", "0x1D80, -40"})
  void theTemperatureIsRead(String word, double celsius) throws Exception {
    chip.with(TEMPERATURE, Integer.decode(word));
    assertEquals(celsius, celsius(sensor));
  }

  @Test
  void identityIsAskedOnceAndNothingIsEverWritten() throws Exception {
    celsius(sensor);
    assertEquals("18 w06 r2, 18 w07 r2, 18 w01 r2, 18 w05 r2", bus.log());
    celsius(sensor);
    assertEquals("18 w01 r2, 18 w05 r2", bus.log());
    assertEquals(0, chip.written);
  }

  @Test
  void theWordBeforeTheFirstMeasurementIsRefused() {
    chip.with(TEMPERATURE, 0);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "MCP9808 0x18 on I2C bus 1 says 0x0000, what it holds before the first measurement: if it"
            + " is not 0 degrees there, it lost its power, check the wires",
        e.getMessage());
  }

  @Test
  void zeroDegreesWithTheFlagOfPowerOnLimitsIsAMeasurement() throws Exception {
    chip.with(TEMPERATURE, 0x8000);
    assertEquals(0, celsius(sensor));
  }

  @Test
  void zeroDegreesIsBelievedAfterAReadingNearIt() throws Exception {
    chip.with(TEMPERATURE, 0x0020);
    assertEquals(2, celsius(sensor));
    chip.with(TEMPERATURE, 0);
    assertEquals(0, celsius(sensor));
    assertEquals(0, celsius(sensor));
    chip.with(TEMPERATURE, 0x0021);
    celsius(sensor);
    chip.with(TEMPERATURE, 0);
    fault(sensor);
  }

  @ParameterizedTest
  @CsvSource({"0x07D1, 125.0625", "0x1D7F, -40.0625"})
  void outsideTheRangeOfTheChipIsABadReading(String word, String celsius) {
    chip.with(TEMPERATURE, Integer.decode(word));
    assertEquals(
        "MCP9808 0x18 on I2C bus 1 says %s degrees Celsius, outside -40 to 125: check the chip"
            .formatted(celsius),
        fault(sensor).getMessage());
  }

  @Test
  void aChipThatIsShutDownGivesNoOldReading() {
    chip.with(1, 0x0100);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("is shut down (configuration 0x0100)"), e.getMessage());
  }

  @Test
  void anotherChipAtTheAddressIsNamed() {
    chip.with(7, 0x0201);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "MCP9808 0x18 on I2C bus 1 is not an MCP9808: registers 0x06 and 0x07 say 0x0054 and"
            + " 0x0201, and not 0x0054 and 0x04 in the upper byte; it is probably an MCP9804;"
            + " correct type or address in the configuration",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0x0054, 0x0401, an MCP9808",
    "0x0054, 0x0001, an MCP9843",
    "0x0054, 0x2000, an MCP98242",
    "0x0054, 0x2101, an MCP98243",
    "0x0054, 0x2201, an MCP98244",
    "0x0054, 0x7700, another thermometer by Microchip",
    "0x11D4, 0x0801, an ADT7408",
    "0x1131, 0xA200, a thermometer of a memory module by NXP",
    "0xFFFF, 0xFFFF, no thermometer of this kind",
    "0x0400, 0x0054, no thermometer of this kind",
  })
  void otherChipsAreRecognised(String maker, String device, String likely) {
    Mcp9808Identity identity = new Mcp9808Identity(Integer.decode(maker), Integer.decode(device));
    assertEquals(likely, identity.likely());
    assertEquals(likely.equals("an MCP9808"), identity.isMcp9808());
  }

  @Test
  void afterAFailureInTheMiddleIdentityIsAskedAgain() throws Exception {
    celsius(sensor);
    bus.nackAfter = 3;
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    bus.log();
    assertEquals(25.25, celsius(sensor));
    assertEquals("18 w06 r2, 18 w07 r2, 18 w01 r2, 18 w05 r2", bus.log());
  }

  @ParameterizedTest
  @CsvSource({"0x17", "0x20"})
  void otherAddressesAreRefused(String address) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Mcp9808Sensor(STREAM, bus, Integer.decode(address)));
    assertEquals("address " + address + " of an MCP9808 must be 0x18 to 0x1F", e.getMessage());
  }
}
