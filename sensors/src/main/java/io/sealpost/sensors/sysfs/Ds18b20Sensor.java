package io.sealpost.sensors.sysfs;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A DS18B20 on a 1-Wire bus, by the kernel's driver {@code w1_therm}. A sample takes up to 0.75 s.
 *
 * <p>Sources: Maxim DS18B20 data sheet 19-7487 revision 6; the kernel's {@code
 * Documentation/w1/slaves/w1_therm.rst}.
 *
 * <p>85 degrees exactly is what the chip holds when it just got power and has measured nothing. It
 * is refused, unless the reading before it was within 2 degrees: then it is believed, and wrong by
 * at most 2 degrees if the power failed at that very moment.
 */
public final class Ds18b20Sensor implements Sensor {
  private static final Pattern ID = Pattern.compile("28-[0-9a-f]{12}");
  private static final double POWER_ON_CELSIUS = 85;
  private static final double NEAR_DEGREES = 2;

  private final Path devices;
  private final String id;
  private final SensorDescriptor descriptor;

  /** The reading before, in degrees Celsius; NaN before the first. Owned by the sampling thread. */
  private double previous = Double.NaN;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param sysRoot {@code /sys}
   * @param id family code and serial number as the kernel writes them, {@code 28-0316a2799dff}
   * @throws IllegalArgumentException if {@code id} does not look like that
   */
  public Ds18b20Sensor(StreamName stream, Path sysRoot, String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id \""
              + id
              + "\" must be 28- and 12 lower-case hexadecimal digits, as the folders of "
              + "/sys/bus/w1/devices are called");
    }
    this.devices = devices(sysRoot);
    this.id = id;
    this.descriptor =
        new SensorDescriptor(
            stream, SensorDescriptor.CELSIUS, -55, 125, 0.0625, false, "DS18B20 " + id);
  }

  /**
   * The DS18B20s of this machine, each as the constructor takes it.
   *
   * @param sysRoot {@code /sys}
   * @return in alphabetical order; empty if there are none
   * @throws SensorException if the tree may not be read
   */
  public static List<String> list(Path sysRoot) throws SensorException {
    return idsIn(devices(sysRoot));
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    Path file = devices.resolve(id).resolve("w1_slave");
    if (!Files.exists(file)) {
      throw new SensorException(Kind.ABSENT, complaint());
    }
    W1Slave answer = W1Slave.parse(file, new Attribute(file).text());
    double celsius = OutOfRange.refuse(file, answer.celsius(), descriptor);
    refusePowerOnValue(file, celsius);
    previous = celsius;
    return new Reading.Temperature(now, false, celsius);
  }

  @Override
  public void close() {}

  private void refusePowerOnValue(Path file, double celsius) throws SensorException {
    boolean near = Math.abs(previous - POWER_ON_CELSIUS) <= NEAR_DEGREES;
    if (celsius == POWER_ON_CELSIUS && !near) {
      throw new SensorException(
          Kind.BAD_READING,
          file
              + " says 85 degrees Celsius, the value before the first measurement: the chip lost "
              + "its power, check the wires and the 4.7 kilohm pull-up");
    }
  }

  private String complaint() throws SensorException {
    if (!Files.isDirectory(devices)) {
      return devices
          + " does not exist: there is no 1-Wire bus; add dtoverlay=w1-gpio to "
          + "/boot/firmware/config.txt and restart";
    }
    if (Files.isDirectory(devices.resolve(id))) {
      return devices.resolve(id) + " has no driver: load it with modprobe w1_therm";
    }
    List<String> ids = idsIn(devices);
    String existing = ids.isEmpty() ? "none" : String.join(", ", ids);
    return "there is no DS18B20 \""
        + id
        + "\"; the bus has: "
        + existing
        + "; check its wires and the 4.7 kilohm pull-up";
  }

  private static List<String> idsIn(Path devices) throws SensorException {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(devices, "28-*")) {
      folders.forEach(folder -> ids.add(String.valueOf(folder.getFileName())));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw FileFault.of(devices, e);
    }
    return ids.stream().filter(ID.asMatchPredicate()).sorted().toList();
  }

  private static Path devices(Path sysRoot) {
    return sysRoot.resolve("bus/w1/devices");
  }
}
