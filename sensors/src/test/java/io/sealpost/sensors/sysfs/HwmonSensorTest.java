package io.sealpost.sensors.sysfs;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.sysfs.HwmonSensor.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HwmonSensorTest {
  @TempDir Path root;

  @BeforeEach
  void aRaspberryPi5() throws IOException {
    new SysTree(root)
        .with("class/hwmon/hwmon0/name", "cpu_thermal\n")
        .with("class/hwmon/hwmon0/temp1_input", "51250\n")
        .with("class/hwmon/hwmon1/name", "rp1_adc\n")
        .with("class/hwmon/hwmon1/in1_input", "1480\n")
        .with("class/hwmon/hwmon1/temp1_input", "49187\n")
        .with("class/hwmon/hwmon2/name", "rpi_volt\n")
        .with("class/hwmon/hwmon2/in0_lcrit_alarm", "0\n");
  }

  private HwmonSensor sensor(String chip, String input) {
    return new HwmonSensor(STREAM, root, chip, input);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rp1_adc", "hwmon1"})
  void aChipIsFoundByNameAndByFolder(String chip) throws Exception {
    assertEquals(49.187, celsius(sensor(chip, "temp1")));
  }

  @Test
  void onlyTemperatureInputsAreListed() throws Exception {
    assertEquals(
        List.of(new Input("cpu_thermal", "temp1"), new Input("rp1_adc", "temp1")),
        HwmonSensor.list(root));
    assertEquals("cpu_thermal temp1", HwmonSensor.list(root).get(0).toString());
  }

  @Test
  void everythingListedCanBeRead() throws Exception {
    for (Input input : HwmonSensor.list(root)) {
      assertEquals(50, celsius(sensor(input.chip(), input.input())), 2);
    }
  }

  @Test
  void inputsAreInTheOrderOfTheirNumbers() throws Exception {
    new SysTree(root)
        .with("class/hwmon/hwmon0/temp10_input", "1\n")
        .with("class/hwmon/hwmon0/temp2_input", "1\n")
        .with("class/hwmon/hwmon0/temp_x_input", "1\n");
    assertEquals(
        List.of("temp1", "temp2", "temp10"),
        HwmonSensor.list(root).stream()
            .filter(input -> input.chip().equals("cpu_thermal"))
            .map(Input::input)
            .toList());
  }

  @Test
  void chipsOfOneNameAreListedByFolder() throws Exception {
    new SysTree(root)
        .with("class/hwmon/hwmon3/name", "cpu_thermal\n")
        .with("class/hwmon/hwmon3/temp1_input", "60000\n");
    assertEquals(
        List.of("hwmon0", "rp1_adc", "hwmon3"),
        HwmonSensor.list(root).stream().map(Input::chip).toList());
    assertEquals(Kind.ABSENT, fault(sensor("cpu_thermal", "temp1")).kind());
    assertEquals(60, celsius(sensor("hwmon3", "temp1")));
  }

  @Test
  void theMessageForAnUnknownChipNamesThoseThatExist() {
    SensorException e = fault(sensor("tmp102", "temp1"));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "there is no monitoring chip \"tmp102\"; this machine has: cpu_thermal (hwmon0),"
            + " rp1_adc (hwmon1), rpi_volt (hwmon2)",
        e.getMessage());
  }

  @Test
  void theMessageForAnUnknownInputNamesThoseThatExist() {
    SensorException e = fault(sensor("rp1_adc", "temp2"));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals("chip rp1_adc has no input \"temp2\"; it has: temp1", e.getMessage());
    assertEquals(
        "chip rpi_volt has no input \"temp1\"; it has: no temperature",
        fault(sensor("rpi_volt", "temp1")).getMessage());
  }

  @Test
  void aFaultReportedByTheChipIsABadReading() throws Exception {
    SysTree tree = new SysTree(root).with("class/hwmon/hwmon1/temp1_fault", "1\n");
    SensorException e = fault(sensor("rp1_adc", "temp1"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        root.resolve("class/hwmon/hwmon1/temp1_fault")
            + " says 1: the chip finds its sensor open or shorted, check it",
        e.getMessage());
    tree.with("class/hwmon/hwmon1/temp1_fault", "0\n");
    assertEquals(49.187, celsius(sensor("rp1_adc", "temp1")));
  }

  @Test
  void anInputThatIsSwitchedOffIsToldHowToBeSwitchedOn() throws Exception {
    SysTree tree = new SysTree(root).with("class/hwmon/hwmon1/temp1_enable", "0\n");
    Path enable = tree.path("class/hwmon/hwmon1/temp1_enable");
    SensorException e = fault(sensor("rp1_adc", "temp1"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        enable + " says 0: the input is switched off; switch it on with echo 1 > " + enable,
        e.getMessage());
    tree.with("class/hwmon/hwmon1/temp1_enable", "1\n");
    assertEquals(49.187, celsius(sensor("rp1_adc", "temp1")));
  }

  @Test
  void aChipWithoutANameDoesNotStandInTheWayOfOthers() throws Exception {
    new SysTree(root).with("class/hwmon/hwmon3/temp1_input", "33000\n");
    assertEquals(51.25, celsius(sensor("cpu_thermal", "temp1")));
    assertEquals(33, celsius(sensor("hwmon3", "temp1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"250001", "-100001"})
  void whatNoChipCanMeasureIsABadReading(String temp) throws Exception {
    new SysTree(root).with("class/hwmon/hwmon0/temp1_input", temp);
    assertEquals(Kind.BAD_READING, fault(sensor("cpu_thermal", "temp1")).kind());
  }

  @Test
  void aReadThatFailsIsABadReading() throws Exception {
    new SysTree(root).withUnreadable("class/hwmon/hwmon0/temp1_input");
    assertEquals(Kind.BAD_READING, fault(sensor("cpu_thermal", "temp1")).kind());
  }

  @Test
  void aMachineWithoutChipsHasNoInputs(@TempDir Path empty) throws Exception {
    assertEquals(List.of(), HwmonSensor.list(empty));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "temp", "temp1_input", "in0", "../temp1", "temp1234"})
  void whatIsNoInputIsRefused(String input) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> sensor("cpu_thermal", input));
    assertEquals(
        "input \"" + input + "\" must be temp and a number, temp1 for instance", e.getMessage());
  }

  @Test
  void aBlankChipIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> sensor("", "temp1"));
  }

  @Test
  void theDescriptorNamesChipAndInput() {
    assertEquals(
        "input temp1 of monitoring chip cpu_thermal",
        sensor("cpu_thermal", "temp1").descriptor().source());
  }
}
