package io.sealpost.device.scan;

import static io.sealpost.device.scan.SensorTables.key;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.sysfs.Ds18b20Sensor;
import io.sealpost.sensors.sysfs.HwmonSensor;
import io.sealpost.sensors.sysfs.IioSensor;
import io.sealpost.sensors.sysfs.ThermalZoneSensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The thermometers that the kernel has drivers for. Each is read once: the kernel's files do
 * nothing else when they are read.
 */
public final class KernelThermometers {
  private static final String AFTER_RESTART = " in /boot/firmware/config.txt, then restart";
  private static final StreamName ANY = new StreamName("scan");

  private final Path sysRoot;
  private final ReadingTime time;

  /**
   * @param sysRoot {@code /sys}
   * @param time any: readings need one, but it is not shown
   */
  public KernelThermometers(Path sysRoot, ReadingTime time) {
    this.sysRoot = sysRoot;
    this.time = time;
  }

  /** All kinds of them. */
  public List<Inventory> all() {
    return List.of(
        inventory("Thermal zones", this::thermalZones),
        inventory("Monitoring chips (hwmon)", this::hwmon),
        inventory("Industrial I/O", this::iio),
        inventory("1-Wire thermometers", this::ds18b20));
  }

  private interface Look {
    void look(SensorTables tables, List<Finding> findings, List<String> remarks)
        throws SensorException;
  }

  private static Inventory inventory(String title, Look look) {
    return new Inventory() {
      @Override
      public String title() {
        return title;
      }

      @Override
      public Section look(SensorTables tables) throws SensorException {
        List<Finding> findings = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        look.look(tables, findings, remarks);
        return new Section(title, findings, remarks);
      }
    };
  }

  private void thermalZones(SensorTables tables, List<Finding> findings, List<String> remarks)
      throws SensorException {
    for (String zone : ThermalZoneSensor.list(sysRoot)) {
      findings.add(
          finding(
              new ThermalZoneSensor(ANY, sysRoot, zone),
              tables.of("thermal-zone", zone, "10s", key("zone", zone))));
    }
    if (findings.isEmpty()) {
      remarks.add("none; a Raspberry Pi has cpu-thermal, a virtual machine has none");
    }
  }

  private void hwmon(SensorTables tables, List<Finding> findings, List<String> remarks)
      throws SensorException {
    for (HwmonSensor.Input input : HwmonSensor.list(sysRoot)) {
      findings.add(
          finding(
              new HwmonSensor(ANY, sysRoot, input.chip(), input.input()),
              tables.of(
                  "hwmon",
                  input.toString(),
                  "10s",
                  key("chip", input.chip()),
                  key("input", input.input()))));
    }
    if (findings.isEmpty()) {
      remarks.add("none");
    }
  }

  private void iio(SensorTables tables, List<Finding> findings, List<String> remarks)
      throws SensorException {
    for (IioSensor.Channel channel : IioSensor.list(sysRoot)) {
      findings.add(
          finding(
              new IioSensor(ANY, sysRoot, channel.device(), channel.channel()),
              tables.of(
                  "iio",
                  channel.toString(),
                  "10s",
                  key("device", channel.device()),
                  key("channel", channel.channel()))));
    }
    if (findings.isEmpty()) {
      remarks.add(
          "none; a driver comes with dtoverlay=i2c-sensor,bme280 or dtoverlay=dht11,gpiopin=4"
              + AFTER_RESTART);
    }
  }

  private void ds18b20(SensorTables tables, List<Finding> findings, List<String> remarks)
      throws SensorException {
    for (String id : Ds18b20Sensor.list(sysRoot)) {
      findings.add(
          finding(
              new Ds18b20Sensor(ANY, sysRoot, id), tables.of("ds18b20", id, "30s", key("id", id))));
    }
    if (!Files.isDirectory(sysRoot.resolve("bus/w1/devices"))) {
      remarks.add("there is no bus; add dtoverlay=w1-gpio" + AFTER_RESTART);
    } else if (findings.isEmpty()) {
      remarks.add("no DS18B20 on the bus; check its wires and the 4.7 kilohm pull-up");
    }
  }

  private Finding finding(Sensor sensor, List<String> lines) {
    String source = sensor.descriptor().source();
    try (sensor) {
      return new Finding(source + ": " + words(sensor.sample(time)), lines);
    } catch (SensorException e) {
      return new Finding(source + ", no value now: " + e.getMessage(), lines);
    }
  }

  private static String words(Reading reading) {
    if (!(reading instanceof Reading.Temperature temperature)) {
      return "no temperature";
    }
    StringBuilder words = new StringBuilder();
    words.append(String.format(Locale.ROOT, "%.2f °C", temperature.celsius()));
    temperature
        .humidityPercent()
        .ifPresent(
            percent -> words.append(String.format(Locale.ROOT, ", %.1f %% humidity", percent)));
    temperature
        .pressurePascal()
        .ifPresent(pascal -> words.append(String.format(Locale.ROOT, ", %.1f hPa", pascal / 100)));
    return words.toString();
  }
}
