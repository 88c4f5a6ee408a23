package io.sealpost.sensors.sysfs;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThermalZoneSensorTest {
  @TempDir Path root;

  private ThermalZoneSensor sensor(String zone) {
    return new ThermalZoneSensor(STREAM, root, zone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu-thermal", "thermal_zone0"})
  void aZoneIsFoundByTypeAndByFolder(String zone) throws Exception {
    new SysTree(root).withZone(0, "cpu-thermal", "48312").withZone(1, "gpu-thermal", "50000");
    assertEquals(48.312, celsius(sensor(zone)));
  }

  @Test
  void aZoneThatGotAnotherNumberIsFoundAgain() throws Exception {
    SysTree tree = new SysTree(root).withZone(0, "cpu-thermal", "40000");
    ThermalZoneSensor sensor = sensor("cpu-thermal");
    assertEquals(40, celsius(sensor));
    Files.move(tree.path("class/thermal/thermal_zone0"), tree.path("class/thermal/thermal_zone7"));
    assertEquals(40, celsius(sensor));
  }

  @Test
  void coolingDevicesAreNoZones() throws Exception {
    new SysTree(root)
        .withZone(0, "cpu-thermal", "40000")
        .with("class/thermal/cooling_device0/type", "Processor\n");
    assertEquals(List.of("cpu-thermal"), ThermalZoneSensor.list(root));
    assertEquals(Kind.ABSENT, fault(sensor("Processor")).kind());
  }

  @Test
  void theMessageForAnUnknownZoneNamesThoseThatExist() throws Exception {
    new SysTree(root)
        .withZone(0, "cpu-thermal", "1")
        .withZone(10, "nvme", "1")
        .withZone(9, "x", "1");
    SensorException e = fault(sensor("cpu"));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "there is no thermal zone \"cpu\"; this machine has: cpu-thermal (thermal_zone0),"
            + " x (thermal_zone9), nvme (thermal_zone10)",
        e.getMessage());
  }

  @Test
  void aMachineWithoutThermalClassHasNoZones() throws Exception {
    assertEquals(List.of(), ThermalZoneSensor.list(root));
    assertEquals(
        "there is no thermal zone \"cpu-thermal\"; this machine has: none",
        fault(sensor("cpu-thermal")).getMessage());
  }

  @Test
  void twoZonesOfOneTypeMustBeNamedByFolder() throws Exception {
    new SysTree(root).withZone(0, "acpitz", "20000").withZone(1, "acpitz", "30000");
    assertEquals(List.of("thermal_zone0", "thermal_zone1"), ThermalZoneSensor.list(root));
    SensorException e = fault(sensor("acpitz"));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "2 of "
            + root.resolve("class/thermal")
            + " are called \"acpitz\": name one of thermal_zone0, thermal_zone1",
        e.getMessage());
    assertEquals(30, celsius(sensor("thermal_zone1")));
  }

  @Test
  void theKernelsInvalidTemperatureIsABadReading() throws Exception {
    new SysTree(root).withZone(0, "cpu-thermal", "-274000");
    SensorException e = fault(sensor("cpu-thermal"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        root.resolve("class/thermal/thermal_zone0/temp")
            + " says -274.0 degrees Celsius, but thermal zone cpu-thermal reports -55.0 to 150.0:"
            + " check the sensor and its driver",
        e.getMessage());
  }

  @Test
  void aZoneThatRefusesToBeReadFailsAndRecovers() throws Exception {
    SysTree tree = new SysTree(root).withZone(0, "cpu-thermal", "40000");
    ThermalZoneSensor sensor = sensor("cpu-thermal");
    tree.withUnreadable("class/thermal/thermal_zone0/temp");
    assertEquals(Kind.BAD_READING, fault(sensor).kind());
    Files.delete(tree.path("class/thermal/thermal_zone0/temp"));
    assertEquals(Kind.ABSENT, fault(sensor).kind());
    tree.withZone(0, "cpu-thermal", "41000");
    assertEquals(41, celsius(sensor));
  }

  @Test
  void aNameMayHaveSpaces() throws Exception {
    new SysTree(root).withZone(0, "INT3400 Thermal", "20000").withZone(1, "B0D4", "30000");
    assertEquals(20, celsius(sensor("INT3400 Thermal")));
    assertEquals(List.of("INT3400 Thermal", "B0D4"), ThermalZoneSensor.list(root));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "\"x\"", "zwölf", "../x"})
  void aNameThatNoConfigurationCanHaveIsListedByFolder(String name) throws Exception {
    new SysTree(root).withZone(4, name, "20000");
    assertEquals(List.of("thermal_zone4"), ThermalZoneSensor.list(root));
  }

  @Test
  void aDisabledZoneThatMeasuresAllTheSameIsRead() throws Exception {
    new SysTree(root)
        .withZone(0, "cpu-thermal", "40000")
        .with("class/thermal/thermal_zone0/mode", "disabled\n");
    assertEquals(40, celsius(sensor("cpu-thermal")));
  }

  @Test
  void aDisabledZoneThatDoesNotMeasureIsToldHowToBeEnabled() throws Exception {
    SysTree tree =
        new SysTree(root)
            .withZone(0, "cpu-thermal", "-274000")
            .with("class/thermal/thermal_zone0/mode", "disabled\n");
    Path mode = tree.path("class/thermal/thermal_zone0/mode");
    SensorException e = fault(sensor("cpu-thermal"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(
        e.getMessage()
            .endsWith("; " + mode + " says disabled: enable the zone with echo enabled > " + mode),
        e.getMessage());
    tree.with("class/thermal/thermal_zone0/mode", "enabled\n");
    assertFalse(fault(sensor("cpu-thermal")).getMessage().contains("enable the zone"));
  }

  @Test
  void aModeThatCannotBeReadDoesNotHideTheFault() throws Exception {
    SysTree tree =
        new SysTree(root)
            .withZone(0, "cpu-thermal", "-274000")
            .withUnreadable("class/thermal/thermal_zone0/mode");
    SensorException e = fault(sensor("cpu-thermal"));
    assertTrue(e.getMessage().startsWith(tree.path("class/thermal/thermal_zone0/temp") + " says"));
    assertEquals(1, e.getSuppressed().length);
  }

  @Test
  void aNameThatClimbsOutOfTheTreeIsJustAnUnknownZone() throws Exception {
    new SysTree(root).withZone(0, "cpu-thermal", "40000").with("secret/temp", "1\n");
    assertEquals(Kind.ABSENT, fault(sensor("../../secret")).kind());
  }

  @Test
  void aFolderWithThousandsOfZonesIsRefused() throws Exception {
    for (int i = 0; i <= 1024; i++) {
      Files.createDirectories(root.resolve("class/thermal/thermal_zone" + i));
    }
    SensorException e = fault(sensor("cpu-thermal"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("more than 1024"), e.getMessage());
  }

  @Test
  void aFileInPlaceOfTheClassIsAFault() throws Exception {
    new SysTree(root).with("class/thermal", "");
    assertEquals(Kind.ABSENT, fault(sensor("cpu-thermal")).kind());
  }

  @Test
  void theDescriptorSaysThatItIsReal() {
    SensorDescriptor descriptor = sensor("cpu-thermal").descriptor();
    assertEquals("thermal zone cpu-thermal", descriptor.source());
    assertEquals("Cel", descriptor.unit());
    assertFalse(descriptor.simulated());
  }

  @Test
  void aBlankZoneIsRefused() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> sensor(" "));
    assertEquals(
        "zone \" \" must be a type like cpu-thermal or a folder like thermal_zone0",
        e.getMessage());
  }
}
