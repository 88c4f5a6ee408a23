package io.sealpost.sensors.sysfs;

import static io.sealpost.sensors.Samples.NOW;
import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.protocol.Reading;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.sysfs.IioSensor.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IioSensorTest {
  private static final String BME280 = "bus/iio/devices/iio:device0/";
  private static final String SI7021 = "bus/iio/devices/iio:device1/";

  @TempDir Path root;

  /** A driver that processes its values, and one that leaves them raw. */
  @BeforeEach
  void twoDevices() throws IOException {
    new SysTree(root)
        .with(BME280 + "name", "bme280\n")
        .with(BME280 + "in_temp_input", "23450\n")
        .with(BME280 + "in_humidityrelative_input", "41234\n")
        .with(BME280 + "in_pressure_input", "98.345678906\n")
        .with(BME280 + "in_temp_oversampling_ratio", "2\n")
        .with(SI7021 + "name", "si7020\n")
        .with(SI7021 + "in_temp_raw", "6672\n")
        .with(SI7021 + "in_temp_offset", "-4368.191406\n")
        .with(SI7021 + "in_temp_scale", "10.725097656\n")
        .with(SI7021 + "in_humidityrelative_raw", "2000\n")
        .with(SI7021 + "in_humidityrelative_offset", "-786.432\n")
        .with(SI7021 + "in_humidityrelative_scale", "30.517578125\n");
  }

  private IioSensor sensor(String device, String channel) {
    return new IioSensor(STREAM, root, device, channel);
  }

  private Reading.Temperature read(String device) throws SensorException {
    return (Reading.Temperature) sensor(device, "temp").sample(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bme280", "iio:device0"})
  void aDeviceIsFoundByNameAndByFolder(String device) throws Exception {
    assertEquals(23.45, celsius(sensor(device, "temp")));
  }

  @Test
  void humidityAndPressureOfTheDeviceComeAlong() throws Exception {
    Reading.Temperature reading = read("bme280");
    assertEquals(OptionalDouble.of(41.234), reading.humidityPercent());
    assertEquals(98_345.678906, reading.pressurePascal().orElseThrow(), 1e-6);
  }

  @Test
  void aRawValueIsShiftedBeforeItIsScaled() throws Exception {
    Reading.Temperature reading = read("si7020");
    assertEquals((6672 - 4368.191406) * 10.725097656 / 1000, reading.celsius(), 1e-9);
    assertEquals(
        (2000 - 786.432) * 30.517578125 / 1000, reading.humidityPercent().orElseThrow(), 1e-9);
    assertEquals(OptionalDouble.empty(), reading.pressurePascal());
  }

  @Test
  void aRawValueWithoutOffsetIsOnlyScaled() throws Exception {
    Files.delete(root.resolve(SI7021 + "in_temp_offset"));
    assertEquals(6672 * 10.725097656 / 1000, read("si7020").celsius(), 1e-9);
  }

  @Test
  void aRawValueWithoutScaleHasNoUnit() throws Exception {
    Files.delete(root.resolve(SI7021 + "in_temp_scale"));
    SensorException e = fault(sensor("si7020", "temp"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        root.resolve(SI7021 + "in_temp_raw") + " has no scale beside it: its unit is unknown",
        e.getMessage());
  }

  @Test
  void numberedChannelsHaveTheirOwnScaleOrTheSharedOne() throws Exception {
    new SysTree(root)
        .with(SI7021 + "in_temp0_raw", "1000")
        .with(SI7021 + "in_temp1_raw", "1000")
        .with(SI7021 + "in_temp1_scale", "2")
        .with(SI7021 + "in_temp1_offset", "0")
        .with(SI7021 + "in_temp_object_raw", "2000")
        .with(SI7021 + "in_temp_scale", "20")
        .with(SI7021 + "in_temp_offset", "0");
    assertEquals(20, celsius(sensor("si7020", "temp0")));
    assertEquals(2, celsius(sensor("si7020", "temp1")));
    assertEquals(40, celsius(sensor("si7020", "temp_object")));
  }

  @Test
  void onlyTemperaturesAreListedInTheOrderOfTheirNumbers() throws Exception {
    new SysTree(root)
        .with(SI7021 + "in_temp10_raw", "1")
        .with(SI7021 + "in_temp2_raw", "1")
        .with(SI7021 + "in_temp2_input", "1")
        .with(SI7021 + "in_temp_ambient_label", "x")
        .with("bus/iio/devices/iio:device2/name", "mcp3008\n")
        .with("bus/iio/devices/iio:device2/in_voltage0_raw", "1\n")
        .with("bus/iio/devices/trigger0/name", "x\n");
    assertEquals(
        List.of(
            new Channel("bme280", "temp"),
            new Channel("si7020", "temp"),
            new Channel("si7020", "temp2"),
            new Channel("si7020", "temp10")),
        IioSensor.list(root));
    assertEquals("bme280 temp", IioSensor.list(root).get(0).toString());
  }

  @Test
  void aDeviceWithoutANameIsKnownByItsFolder() throws Exception {
    new SysTree(root).with("bus/iio/devices/iio:device7/in_temp_input", "7000\n");
    assertEquals("iio:device7 temp", IioSensor.list(root).get(2).toString());
    assertEquals(7, celsius(sensor("iio:device7", "temp")));
    assertEquals(
        "there is no IIO device \"x\"; this machine has: bme280 (iio:device0),"
            + " si7020 (iio:device1), iio:device7",
        fault(sensor("x", "temp")).getMessage());
  }

  @Test
  void theMessageForAnUnknownChannelNamesThoseThatExist() {
    SensorException e = fault(sensor("bme280", "temp1"));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals("IIO device bme280 has no channel \"temp1\"; it has: temp", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "in_temp_input, -210001",
    "in_temp_input, 1820001",
    "in_temp_input, warm",
    "in_humidityrelative_input, 120001",
    "in_humidityrelative_input, -20001",
    "in_humidityrelative_input, ''",
    "in_pressure_input, 0",
    "in_pressure_input, 10000.1",
    "in_pressure_input, 1e2",
  })
  void whatCannotBeIsABadReading(String file, String text) throws Exception {
    new SysTree(root).with(BME280 + file, text);
    SensorException e = fault(sensor("bme280", "temp"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(0, e.getMessage().indexOf(root.resolve(BME280 + file).toString()));
  }

  @ParameterizedTest
  @CsvSource({"-6000, 0", "0, 0", "100000, 100", "119000, 100"})
  void humidityALittleBeyondItsEndsIsBroughtBack(String milliPercent, double percent)
      throws Exception {
    new SysTree(root).with(BME280 + "in_humidityrelative_input", milliPercent);
    assertEquals(OptionalDouble.of(percent), read("bme280").humidityPercent());
  }

  @Test
  void aHumidityThatCannotBeReadIsAFaultOfTheSensor() throws Exception {
    new SysTree(root).withUnreadable(BME280 + "in_humidityrelative_input");
    assertEquals(Kind.BAD_READING, fault(sensor("bme280", "temp")).kind());
  }

  @Test
  void aDeviceThatGoesAndComesBackUnderAnotherNumberIsReadAgain() throws Exception {
    IioSensor sensor = sensor("bme280", "temp");
    Files.move(root.resolve(BME280), root.resolve("bus/iio/devices/gone"));
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    Files.move(root.resolve("bus/iio/devices/gone"), root.resolve("bus/iio/devices/iio:device5"));
    assertEquals(23.45, celsius(sensor));
  }

  @Test
  void aMachineWithoutDevicesHasNoChannels(@TempDir Path empty) throws Exception {
    assertEquals(List.of(), IioSensor.list(empty));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "in_temp_input", "temp_scale", "../temp", "temp1234", "pressure", "temp 0"})
  void whatIsNoChannelIsRefused(String channel) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> sensor("bme280", channel));
    assertEquals(
        "channel \"" + channel + "\" must be temp, perhaps with a number, temp0 for instance",
        e.getMessage());
  }

  @Test
  void aBlankDeviceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> sensor(" ", "temp"));
  }

  @Test
  void theDescriptorNamesDeviceAndChannel() {
    assertEquals(
        "channel temp of IIO device bme280", sensor("bme280", "temp").descriptor().source());
  }
}
