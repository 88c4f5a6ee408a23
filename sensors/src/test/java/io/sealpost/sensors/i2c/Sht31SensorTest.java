package io.sealpost.sensors.i2c;

import static io.sealpost.sensors.Samples.NOW;
import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.params.provider.ValueSource;

class Sht31SensorTest {
  private static final int SLOWEST_MICROS = 15_500;

  private final FakeTime time = new FakeTime();
  private final FakeSensirion chip =
      new FakeSensirion(time).with("F32D", 0, 0x8010).with("2400", SLOWEST_MICROS, 0x6666, 0x9999);
  private final FakeBus bus = new FakeBus();
  private final Sht31Sensor sensor = new Sht31Sensor(STREAM, bus, 0x44, time);

  @BeforeEach
  void aChip() {
    bus.chips.put(0x44, chip);
  }

  @Test
  void temperatureAndHumidityAreRead() throws Exception {
    Measured measured = sensor.measure();
    assertEquals(25, measured.celsius(), 1e-12);
    assertEquals(60, measured.humidityPercent().orElseThrow(), 1e-12);
    assertEquals(OptionalDouble.empty(), measured.pressurePascal());
  }

  @Test
  void theReadingCarriesHumidityInHundredths() throws Exception {
    chip.with("2400", SLOWEST_MICROS, 0x6667, 0x9998);
    assertEquals(
        new Reading.Temperature(NOW, false, 25, OptionalDouble.of(60), OptionalDouble.empty()),
        sensor.sample(NOW));
  }

  @Test
  void itsStatusIsAskedOnceThenEachReadingIsOneMeasurement() throws Exception {
    assertEquals(25, celsius(sensor), 1e-12);
    assertEquals("44 wF32D, 44 r3, 44 w2400, 44 r6", bus.log());
    celsius(sensor);
    assertEquals("44 w2400, 44 r6", bus.log());
    assertEquals(Duration.ofMillis(32), time.now);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aWrongByteIsABadReading(int wrong) throws Exception {
    celsius(sensor);
    chip.wrongByte = wrong;
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(
        e.getMessage().startsWith("SHT31 0x44 on I2C bus 1 answers wrongly: word 0x"),
        e.getMessage());
    assertTrue(e.getMessage().endsWith(": check its wires"), e.getMessage());
    chip.wrongByte = -1;
    assertEquals(25, celsius(sensor), 1e-12);
  }

  @Test
  void aBusThatSaysNothingButOnesIsABadReading() {
    bus.chips.put(0x44, new WordChip(0).with(0, 0xFFFF));
    assertEquals(Kind.BAD_READING, fault(sensor).kind());
  }

  @Test
  void whoDoesNotKnowTheCommandIsSuspectedToBeAnSht4x() {
    bus.chips.put(0x44, new FakeSensirion(time).with("89", 0, 1, 2));
    SensorException e = fault(sensor);
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "chip does not answer; if a chip is there, it is probably an SHT4x: correct the type",
        e.getMessage());
  }

  @Test
  void aStatusThatNoneHasIsAnotherChip() {
    chip.with("F32D", 0, 0x4000);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("is not an SHT31: its status is 0x4000"), e.getMessage());
    assertEquals("44 wF32D, 44 r3", bus.log());
  }

  @Test
  void aChipThatHeatsItselfGivesNoReading() {
    chip.with("F32D", 0, 0xA010);
    assertEquals(
        "SHT31 0x44 on I2C bus 1 heats itself (its status is 0xA010): other software did that;"
            + " stop it",
        fault(sensor).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0x0000, -45.0", "0xFFFF, 130.0"})
  void theEndsOfTheFormulaAreOutsideTheRange(String word, String celsius) {
    chip.with("2400", SLOWEST_MICROS, Integer.decode(word), 0);
    assertEquals(
        "SHT31 0x44 on I2C bus 1 says %s degrees Celsius, outside -40 to 125: check the chip"
            .formatted(celsius),
        fault(sensor).getMessage());
  }

  @Test
  void aMeasurementThatIsNotAnsweredIsAskedForAgainFromTheStart() throws Exception {
    celsius(sensor);
    bus.nackAfter = 1;
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    bus.log();
    time.now = time.now.plusSeconds(1);
    assertEquals(25, celsius(sensor), 1e-12);
    assertEquals("44 wF32D, 44 r3, 44 w2400, 44 r6", bus.log());
  }

  @Test
  void whoIsToldToStopDoesNotWait() {
    time.stopping = true;
    assertEquals(Kind.TIMED_OUT, fault(sensor).kind());
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @CsvSource({"0x43", "0x46"})
  void otherAddressesAreRefused(String address) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Sht31Sensor(STREAM, bus, Integer.decode(address)));
    assertEquals("address " + address + " of an SHT31 must be 0x44 to 0x45", e.getMessage());
  }
}
