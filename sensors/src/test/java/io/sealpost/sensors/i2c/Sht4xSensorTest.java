package io.sealpost.sensors.i2c;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sht4xSensorTest {
  private static final int SLOWEST_MICROS = 8_300;

  private final FakeTime time = new FakeTime();
  private final FakeSensirion chip =
      new FakeSensirion(time)
          .with("89", 1_000, 0xBEEF, 0x0001)
          .with("FD", SLOWEST_MICROS, 0x6666, 0x9999);
  private final FakeBus bus = new FakeBus();
  private final Sht4xSensor sensor = new Sht4xSensor(STREAM, bus, 0x44, time);

  @BeforeEach
  void aChip() {
    bus.chips.put(0x44, chip);
  }

  @Test
  void temperatureAndHumidityAreRead() throws Exception {
    Measured measured = sensor.measure();
    assertEquals(25, measured.celsius(), 1e-12);
    assertEquals(69, measured.humidityPercent().orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), measured.pressurePascal());
  }

  @Test
  void itsSerialNumberIsAskedOnceThenEachReadingIsOneMeasurement() throws Exception {
    assertEquals(25, celsius(sensor), 1e-12);
    assertEquals("44 w89, 44 r6, 44 wFD, 44 r6", bus.log());
    celsius(sensor);
    assertEquals("44 wFD, 44 r6", bus.log());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 5})
  void aWrongByteOfTheSerialNumberIsABadReading(int wrong) {
    chip.wrongByte = wrong;
    assertEquals(Kind.BAD_READING, fault(sensor).kind());
    assertEquals("44 w89, 44 r6", bus.log());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5})
  void aWrongByteOfTheMeasurementIsABadReading(int wrong) throws Exception {
    celsius(sensor);
    chip.wrongByte = wrong;
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("has the checksum 0x"), e.getMessage());
  }

  @Test
  void whoDoesNotKnowTheCommandIsSuspectedToBeAnSht3x() {
    bus.chips.put(0x44, new FakeSensirion(time).with("F32D", 0, 0x8010));
    SensorException e = fault(sensor);
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(e.getMessage().contains("it is probably an SHT3x"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0x0000, -45.0", "0xFFFF, 130.0"})
  void theEndsOfTheFormulaAreOutsideTheRange(String word, String celsius) {
    chip.with("FD", SLOWEST_MICROS, Integer.decode(word), 0);
    assertEquals(
        "SHT4x 0x44 on I2C bus 1 says %s degrees Celsius, outside -40 to 125: check the chip"
            .formatted(celsius),
        fault(sensor).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x44, 0x45, 0x46})
  void theThreeAddressesOfTheChipAreTaken(int address) throws Exception {
    bus.chips.put(address, chip);
    assertEquals(25, celsius(new Sht4xSensor(STREAM, bus, address, time)), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({"0x43", "0x47"})
  void otherAddressesAreRefused(String address) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Sht4xSensor(STREAM, bus, Integer.decode(address)));
    assertEquals("address " + address + " of an SHT4x must be 0x44 to 0x46", e.getMessage());
  }
}
