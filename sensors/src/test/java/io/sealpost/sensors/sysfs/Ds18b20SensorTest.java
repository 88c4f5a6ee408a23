package io.sealpost.sensors.sysfs;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ds18b20SensorTest {
  private static final String ID = "28-0316a2799dff";
  private static final String FOLDER = "bus/w1/devices/" + ID;

  @TempDir Path root;

  private Ds18b20Sensor sensor() {
    return new Ds18b20Sensor(STREAM, root, ID);
  }

  private void says(String scratchpad, String thousandths) throws IOException {
    new SysTree(root)
        .with(
            FOLDER + "/w1_slave",
            "%s : crc=00 YES%n%s t=%s%n".formatted(scratchpad, scratchpad, thousandths));
  }

  private void says(int thousandths) throws IOException {
    says("50 05 4b 46 7f ff 0c 10 1c", Integer.toString(thousandths));
  }

  /** Data sheet 19-7487 revision 6, table 1, in the byte order of the wire. */
  @ParameterizedTest
  @CsvSource({
    "d0 07 4b 46 7f ff 0c 10 00, 125000",
    "91 01 4b 46 7f ff 0c 10 00, 25062",
    "a2 00 4b 46 7f ff 0c 10 00, 10125",
    "08 00 4b 46 7f ff 0c 10 00, 500",
    "00 00 4b 46 7f ff 0c 10 00, 0",
    "f8 ff 4b 46 7f ff 0c 10 00, -500",
    "5e ff 4b 46 7f ff 0c 10 00, -10125",
    "6f fe 4b 46 7f ff 0c 10 00, -25062",
    "90 fc 4b 46 7f ff 0c 10 00, -55000",
  })
  void theTableOfTheDataSheetIsRead(String scratchpad, String thousandths) throws Exception {
    says(scratchpad, thousandths);
    assertEquals(Integer.parseInt(thousandths) / 1000.0, celsius(sensor()));
  }

  @Test
  void theValueBeforeTheFirstMeasurementIsABadReading() throws Exception {
    says(85_000);
    SensorException e = fault(sensor());
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        root.resolve(FOLDER + "/w1_slave")
            + " says 85 degrees Celsius, the value before the first measurement: the chip lost its"
            + " power, check the wires and the 4.7 kilohm pull-up",
        e.getMessage());
  }

  @Test
  void eightyFiveIsBelievedWhenItWasNearlyThatHot() throws Exception {
    Ds18b20Sensor sensor = sensor();
    says(83_000);
    assertEquals(83, celsius(sensor));
    says(85_000);
    assertEquals(85, celsius(sensor));
    assertEquals(85, celsius(sensor));
    says(87_000);
    assertEquals(87, celsius(sensor));
    says(85_000);
    assertEquals(85, celsius(sensor));
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 82_937, 87_062})
  void eightyFiveIsRefusedAfterAnythingElse(int before) throws Exception {
    Ds18b20Sensor sensor = sensor();
    says(before);
    assertEquals(before / 1000.0, celsius(sensor));
    says(85_000);
    assertEquals(Kind.BAD_READING, fault(sensor).kind());
    assertEquals(Kind.BAD_READING, fault(sensor).kind(), "a refused value is not the one before");
    says(before);
    assertEquals(before / 1000.0, celsius(sensor));
  }

  @ParameterizedTest
  @ValueSource(ints = {84_937, 85_062})
  void neighboursOfEightyFiveAreMeasurements(int thousandths) throws Exception {
    says(thousandths);
    assertEquals(thousandths / 1000.0, celsius(sensor()));
  }

  @ParameterizedTest
  @ValueSource(ints = {125_001, 127_937, -55_062, 4_095_937})
  void outsideTheRangeOfTheChipIsABadReading(int thousandths) throws Exception {
    says(thousandths);
    assertEquals(Kind.BAD_READING, fault(sensor()).kind());
  }

  @Test
  void aMachineWithoutBusIsToldHowToGetOne() {
    SensorException e = fault(sensor());
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        root.resolve("bus/w1/devices")
            + " does not exist: there is no 1-Wire bus; add dtoverlay=w1-gpio to"
            + " /boot/firmware/config.txt and restart",
        e.getMessage());
  }

  @Test
  void theMessageForAMissingChipNamesThoseOnTheBus() throws Exception {
    new SysTree(root)
        .with("bus/w1/devices/28-00000bbbbbbb/w1_slave", "")
        .with("bus/w1/devices/28-00000aaaaaaa/w1_slave", "")
        .with("bus/w1/devices/w1_bus_master1/w1_master_name", "w1_bus_master1\n");
    SensorException e = fault(sensor());
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "there is no DS18B20 \""
            + ID
            + "\"; the bus has: 28-00000aaaaaaa, 28-00000bbbbbbb; check its wires and the"
            + " 4.7 kilohm pull-up",
        e.getMessage());
  }

  @Test
  void anEmptyBusIsSaidToBeEmpty() throws Exception {
    new SysTree(root).with("bus/w1/devices/w1_bus_master1/w1_master_name", "w1_bus_master1\n");
    assertEquals(
        "there is no DS18B20 \""
            + ID
            + "\"; the bus has: none; check its wires and the 4.7 kilohm pull-up",
        fault(sensor()).getMessage());
  }

  @Test
  void aChipWithoutDriverIsToldHowToGetOne() throws Exception {
    new SysTree(root).with(FOLDER + "/name", ID + "\n");
    SensorException e = fault(sensor());
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        root.resolve(FOLDER) + " has no driver: load it with modprobe w1_therm", e.getMessage());
  }

  @Test
  void aChipThatIsPulledOutAndPutBackIsReadAgain() throws Exception {
    Ds18b20Sensor sensor = sensor();
    says(21_500);
    assertEquals(21.5, celsius(sensor));
    Files.delete(root.resolve(FOLDER + "/w1_slave"));
    Files.delete(root.resolve(FOLDER));
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    says(21_562);
    assertEquals(21.562, celsius(sensor));
  }

  @Test
  void aDamagedAnswerIsABadReading() throws Exception {
    new SysTree(root).with(FOLDER + "/w1_slave", "");
    assertEquals(Kind.BAD_READING, fault(sensor()).kind());
  }

  @Test
  void aReadThatFailsIsABadReading() throws Exception {
    says(20_000);
    new SysTree(root).withUnreadable(FOLDER + "/w1_slave");
    assertEquals(Kind.BAD_READING, fault(sensor()).kind());
  }

  @Test
  void onlyThermometersOfThisFamilyAreListed() throws Exception {
    new SysTree(root)
        .with("bus/w1/devices/28-0316a2799dff/w1_slave", "")
        .with("bus/w1/devices/28-0115a1b2c3d4/w1_slave", "")
        .with("bus/w1/devices/10-000802be73fa/w1_slave", "")
        .with("bus/w1/devices/28-x/w1_slave", "")
        .with("bus/w1/devices/w1_bus_master1/w1_master_name", "");
    assertEquals(List.of("28-0115a1b2c3d4", "28-0316a2799dff"), Ds18b20Sensor.list(root));
  }

  @Test
  void aMachineWithoutBusHasNoChips() throws Exception {
    assertEquals(List.of(), Ds18b20Sensor.list(root));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "28-",
        "28-0316A2799DFF",
        "10-0316a2799dff",
        "28-0316a2799df",
        "28-../../../x"
      })
  void whatIsNoIdIsRefused(String id) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Ds18b20Sensor(STREAM, root, id));
    assertEquals(
        "id \""
            + id
            + "\" must be 28- and 12 lower-case hexadecimal digits, as the folders of"
            + " /sys/bus/w1/devices are called",
        e.getMessage());
  }
}
