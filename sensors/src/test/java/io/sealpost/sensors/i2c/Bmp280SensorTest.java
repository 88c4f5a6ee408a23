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

class Bmp280SensorTest {
  private final FakeTime time = new FakeTime();
  private final FakeBosch chip = new FakeBosch(time, 0x58);
  private final FakeBus bus = new FakeBus();
  private final Bmp280Sensor sensor = new Bmp280Sensor(STREAM, bus, 0x77, time);

  @BeforeEach
  void aChip() {
    bus.chips.put(0x77, chip);
  }

  @Test
  void theExampleOfTheDataSheetIsRead() throws Exception {
    sensor.identify();
    Measured measured = sensor.measure();
    assertEquals(25.08, measured.celsius());
    assertEquals(OptionalDouble.of(100_653.25), measured.pressurePascal());
    assertEquals(OptionalDouble.empty(), measured.humidityPercent());
  }

  @Test
  void nothingOfHumidityIsTouched() throws Exception {
    assertEquals(25.08, celsius(sensor));
    assertEquals("77 wD0 r1, 77 wF3 r1, 77 w88 r24, 77 wF500F425, 77 wF3 r1, 77 wF7 r6", bus.log());
  }

  @ParameterizedTest
  @CsvSource({"0x56", "0x57", "0x58"})
  void samplesAndProductionAreTaken(String id) throws Exception {
    chip.set(0xD0, Integer.decode(id));
    assertEquals(25.08, celsius(sensor));
  }

  @ParameterizedTest
  @CsvSource({"0x60, a BME280", "0x59, no chip of this family", "0x55, a BMP085 or BMP180"})
  void nothingIsWrittenToAnotherChip(String id, String likely) {
    chip.set(0xD0, Integer.decode(id));
    SensorException e = fault(sensor);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(
        e.getMessage()
            .contains("register 0xD0 says %s, and not 0x56 to 0x58; it is probably ".formatted(id)),
        e.getMessage());
    assertTrue(e.getMessage().contains(likely), e.getMessage());
    assertEquals("77 wD0 r1", bus.log());
    assertEquals(0, chip.written);
  }

  @ParameterizedTest
  @CsvSource({"0x75", "0x78"})
  void otherAddressesAreRefused(String address) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Bmp280Sensor(STREAM, bus, Integer.decode(address)));
  }
}
