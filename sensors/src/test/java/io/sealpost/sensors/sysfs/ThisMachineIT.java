package io.sealpost.sensors.sysfs;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads whatever thermometers the kernel of this machine has. */
class ThisMachineIT {
  private static final Path SYS = Path.of("/sys");

  private static void readAll(String kind, List<? extends Sensor> sensors) throws SensorException {
    if (sensors.isEmpty()) {
      System.err.println("Skipped: this machine has no " + kind);
    }
    assumeTrue(!sensors.isEmpty(), "this machine has no " + kind);
    for (Sensor sensor : sensors) {
      System.out.println(sensor.descriptor().source() + ": " + celsius(sensor) + " Cel");
    }
  }

  @Test
  void everyThermalZoneListedCanBeRead() throws Exception {
    readAll(
        "thermal zone",
        ThermalZoneSensor.list(SYS).stream()
            .map(zone -> new ThermalZoneSensor(STREAM, SYS, zone))
            .toList());
  }

  @Test
  void everyHwmonInputListedCanBeRead() throws Exception {
    readAll(
        "temperature of hwmon",
        HwmonSensor.list(SYS).stream()
            .map(input -> new HwmonSensor(STREAM, SYS, input.chip(), input.input()))
            .toList());
  }

  @Test
  void everyIioChannelListedCanBeRead() throws Exception {
    readAll(
        "IIO temperature",
        IioSensor.list(SYS).stream()
            .map(channel -> new IioSensor(STREAM, SYS, channel.device(), channel.channel()))
            .toList());
  }

  @Test
  void everyDs18b20ListedCanBeRead() throws Exception {
    readAll(
        "DS18B20",
        Ds18b20Sensor.list(SYS).stream().map(id -> new Ds18b20Sensor(STREAM, SYS, id)).toList());
  }

  @Test
  void aMachineWithoutAnySaysSo() throws Exception {
    assumeTrue(ThermalZoneSensor.list(SYS).isEmpty(), "this machine has thermal zones");
    assertEquals(
        "there is no thermal zone \"cpu-thermal\"; this machine has: none",
        fault(new ThermalZoneSensor(STREAM, SYS, "cpu-thermal")).getMessage());
  }
}
