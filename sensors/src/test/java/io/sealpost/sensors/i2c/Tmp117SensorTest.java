package io.sealpost.sensors.i2c;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Tmp117SensorTest {
  private final FakeTime time = new FakeTime();
  private final FakeTmp117 chip = new FakeTmp117(time);
  private final FakeBus bus = new FakeBus();
  private final Tmp117Sensor sensor = new Tmp117Sensor(STREAM, bus, 0x48, time);

  @BeforeEach
  void aChipThatHasHadPowerForAMinute() {
    bus.chips.put(0x48, chip);
    time.now = Duration.ofMinutes(1);
  }

  @Test
  void theTemperatureIsRead() throws Exception {
    assertEquals(25, celsius(sensor));
    chip.with(0, 0xF380);
    time.now = time.now.plusSeconds(1);
    assertEquals(-25, celsius(sensor));
  }

  @Test
  void identityIsAskedOnceAndNothingIsEverWritten() throws Exception {
    celsius(sensor);
    assertEquals("48 w0F r2, 48 w01 r2, 48 w00 r2", bus.log());
    time.now = time.now.plusSeconds(1);
    celsius(sensor);
    assertEquals("48 w01 r2, 48 w00 r2", bus.log());
    assertEquals(0, chip.written);
  }

  @Test
  void aReadingIsAlwaysANewMeasurement() throws Exception {
    celsius(sensor);
    chip.with(0, 0x0C90);
    assertEquals(25.125, celsius(sensor));
    assertEquals(Duration.ofSeconds(61), time.now, "the rest of a cycle was waited for");
  }

  @Test
  void theFirstMeasurementAfterPowerIsWaitedFor() throws Exception {
    time.now = Duration.ZERO;
    assertEquals(25, celsius(sensor));
    assertEquals(Duration.ofSeconds(1), time.now);
  }

  @Test
  void aChipThatStoppedMeasuringGivesNoOldReading() throws Exception {
    chip.cycles = 60;
    celsius(sensor);
    SensorException e = fault(sensor);
    assertEquals(Kind.TIMED_OUT, e.kind());
    assertEquals(
        "TMP117 0x48 on I2C bus 1 measured nothing for PT1.25S (configuration 0x0220): switch it"
            + " off and on",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0x0620", "0x0E20"})
  void aChipThatIsShutDownGivesNoOldReading(String configuration) {
    chip.with(1, Integer.decode(configuration));
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("is shut down (configuration 0x2"), e.getMessage());
  }

  @Test
  void whatWasNeverMeasuredIsRefused() {
    chip.with(0, 0x8000);
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("has measured nothing since it got power"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0x4B01, 150.0078125", "0xE47F, -55.0078125"})
  void outsideTheRangeOfTheChipIsABadReading(String word, String celsius) {
    chip.with(0, Integer.decode(word));
    assertEquals(
        "TMP117 0x48 on I2C bus 1 says %s degrees Celsius, outside -55 to 150: check the chip"
            .formatted(celsius),
        fault(sensor).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0x0117", "0x1117", "0x2117"})
  void everyRevisionIsTaken(String identity) throws Exception {
    chip.with(0x0F, Integer.decode(identity));
    assertEquals(25, celsius(sensor));
  }

  @Test
  void aTmp102AtTheAddressIsNamed() {
    bus.chips.put(0x48, new WordChip(3).with(0, 0x1900).with(1, 0x60A0).with(3, 0x5000));
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        "TMP117 0x48 on I2C bus 1 is not a TMP117: register 0x0F says 0x5000, and not 0x0117 in its"
            + " lower 12 bits; it is probably a TMP102, TMP75 or LM75; correct type or address in"
            + " the configuration",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0x1116, a TMP116",
    "0x7500, a TMP1075",
    "0xFFFF, 'a chip without that register, a TMP102 for instance'",
    "0x2117, a TMP117",
  })
  void otherChipsAreRecognised(String identity, String likely) {
    assertEquals(likely, new Tmp117Identity(Integer.decode(identity)).likely());
  }

  @Test
  void afterAFailureIdentityIsAskedAgain() throws Exception {
    celsius(sensor);
    time.now = time.now.plusSeconds(1);
    bus.nackAfter = 1;
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    bus.log();
    chip.with(0x0F, 0x7500);
    assertTrue(fault(sensor).getMessage().contains("probably a TMP1075"));
    assertEquals("48 w0F r2", bus.log());
  }

  @Test
  void whoIsToldToStopDoesNotWait() {
    time.now = Duration.ZERO;
    time.stopping = true;
    assertEquals(Kind.TIMED_OUT, fault(sensor).kind());
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @CsvSource({"0x47", "0x4C"})
  void otherAddressesAreRefused(String address) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Tmp117Sensor(STREAM, bus, Integer.decode(address)));
    assertEquals("address " + address + " of a TMP117 must be 0x48 to 0x4B", e.getMessage());
  }
}
