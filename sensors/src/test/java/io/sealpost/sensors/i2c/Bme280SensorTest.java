package io.sealpost.sensors.i2c;

import static io.sealpost.sensors.Samples.NOW;
import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bme280SensorTest {
  private final FakeTime time = new FakeTime();
  private final FakeBosch chip = new FakeBosch(time, 0x60);
  private final FakeBus bus = new FakeBus();
  private final Bme280Sensor sensor = new Bme280Sensor(STREAM, bus, 0x76, time);

  @BeforeEach
  void aChip() {
    bus.chips.put(0x76, chip);
  }

  @Test
  void theExampleOfTheDataSheetIsRead() throws Exception {
    sensor.identify();
    Measured measured = sensor.measure();
    assertEquals(25.08, measured.celsius());
    assertEquals(OptionalDouble.of(100_653.25), measured.pressurePascal());
    assertEquals(
        new HumidityTrim(75, 360, 0, 325, 50, 30).percent(0x7000, 128_422),
        measured.humidityPercent().orElseThrow(),
        0.005);
  }

  @Test
  void humidityAndPressureComeAlongInTheReading() throws Exception {
    Reading.Temperature reading = assertInstanceOf(Reading.Temperature.class, sensor.sample(NOW));
    assertEquals(25.08, reading.celsius());
    assertEquals(OptionalDouble.of(100_653.25), reading.pressurePascal());
    assertTrue(reading.humidityPercent().orElseThrow() > 0);
  }

  @Test
  void calibrationIsReadOnceThenEachReadingIsOneForcedMeasurement() throws Exception {
    assertEquals(25.08, celsius(sensor));
    assertEquals(
        "76 wD0 r1, 76 wF3 r1, 76 w88 r24, 76 wA1 r1, 76 wE1 r7,"
            + " 76 wF500F201F425, 76 wF3 r1, 76 wF7 r8",
        bus.log());
    assertEquals(25.08, celsius(sensor));
    assertEquals("76 wF500F201F425, 76 wF3 r1, 76 wF7 r8", bus.log());
    assertEquals(0x24, chip.get(0xF4), "it sleeps again");
    assertEquals(Duration.ofMillis(20), time.now);
  }

  @Test
  void aReadingIsAlwaysANewMeasurement() throws Exception {
    double before = celsius(sensor);
    chip.temperature += 1000;
    assertTrue(celsius(sensor) > before);
  }

  @Test
  void aChipThatIsStillMeasuringIsWaitedFor() throws Exception {
    chip.delay = Duration.ofMillis(25);
    assertEquals(25.08, celsius(sensor));
    assertEquals(Duration.ofMillis(40), time.now);
  }

  @Test
  void aChipThatMeasuresForEverTimesOut() {
    chip.delay = Duration.ofHours(1);
    SensorException e = fault(sensor);
    assertEquals(Kind.TIMED_OUT, e.kind());
    assertEquals(
        "BME280 0x76 on I2C bus 1 is still measuring after 50 ms: switch it off and on",
        e.getMessage());
  }

  @Test
  void calibrationIsNotReadWhileItIsBeingCopied() throws Exception {
    chip.copyingUntil = Duration.ofMillis(15);
    assertEquals(25.08, celsius(sensor));
    assertTrue(bus.log().startsWith("76 wD0 r1, 76 wF3 r1, 76 wF3 r1, 76 wF3 r1, 76 w88 r24"));
  }

  @ParameterizedTest
  @CsvSource({
    "0x58, a BMP280",
    "0x61, a BME680 or BME688",
    "0x55, a BMP085 or BMP180",
    "0x00, no chip of this family",
  })
  void nothingIsWrittenToAnotherChip(String id, String likely) {
    chip.set(0xD0, Integer.decode(id));
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "BME280 0x76 on I2C bus 1 is not a BME280: register 0xD0 says "
            + id
            + ", and not 0x60; it is probably "
            + likely
            + "; correct type or address in the configuration",
        e.getMessage());
    assertEquals("76 wD0 r1", bus.log());
    assertEquals(0, chip.written);
  }

  @ParameterizedTest
  @CsvSource({"0x80000, temperature, 415148", "519888, pressure, 0x80000"})
  void whatWasNotMeasuredIsRefused(String temperature, String what, String pressure) {
    chip.temperature = Integer.decode(temperature);
    chip.pressure = Integer.decode(pressure);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "BME280 0x76 on I2C bus 1 measured no "
            + what
            + ": it lost its power, or other software uses it",
        e.getMessage());
  }

  @Test
  void humidityThatWasNotMeasuredIsRefused() {
    chip.humidity = 0x8000;
    assertTrue(fault(sensor).getMessage().contains("measured no humidity"));
  }

  @ParameterizedTest
  @CsvSource({"720000, 87.33", "300000, -44.36"})
  void aTemperatureOutsideTheRangeIsABadReading(int raw, String celsius) {
    chip.temperature = raw;
    chip.pressure = 430_000;
    assertEquals(
        "BME280 0x76 on I2C bus 1 says %s degrees Celsius, outside -40 to 85: check the chip"
            .formatted(celsius),
        fault(sensor).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"850000", "100000"})
  void aPressureOutsideTheRangeIsABadReading(int raw) {
    chip.pressure = raw;
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains(" Pa, outside 30000 to 110000"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0x88", "0x8E"})
  void aChipWithoutCalibrationIsRefused(String register) {
    chip.set(Integer.decode(register), 0, 0);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("has no calibration"), e.getMessage());
    assertEquals(0, chip.written);
  }

  @Test
  void aChipThatWasReplacedIsReadWithItsOwnCalibration() throws Exception {
    celsius(sensor);
    bus.chips.clear();
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    FakeBosch other = new FakeBosch(time, 0x60);
    other.set(0x88, 0x00, 0x6C);
    bus.chips.put(0x76, other);
    int fine = new TemperatureTrim(0x6C00, 26435, -1000).fine(FakeBosch.EXAMPLE_TEMPERATURE);
    assertEquals(TemperatureTrim.celsius(fine), celsius(sensor));
  }

  @Test
  void everyTransferMayFailAndTheNextReadingSucceeds() throws Exception {
    for (int transfer = 0; transfer < 15; transfer++) {
      bus.nackAfter = transfer;
      assertEquals(Kind.ABSENT, fault(sensor).kind(), "transfer " + transfer);
      assertEquals(25.08, celsius(sensor));
      sensor.close();
    }
  }

  @Test
  void whoIsToldToStopDoesNotWait() {
    time.stopping = true;
    assertEquals(Kind.TIMED_OUT, fault(sensor).kind());
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @CsvSource({"0x75", "0x78"})
  void otherAddressesAreRefused(String address) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Bme280Sensor(STREAM, bus, Integer.decode(address)));
    assertEquals("address " + address + " of a BME280 must be 0x76 to 0x77", e.getMessage());
  }
}
