package io.sealpost.sensors.sysfs;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import java.nio.file.Path;
import java.util.List;

/**
 * A thermal zone of the kernel: the temperature of the processor on every Raspberry Pi.
 *
 * <p>Source: the kernel's {@code Documentation/ABI/testing/sysfs-class-thermal}.
 */
public final class ThermalZoneSensor implements Sensor {
  private final DeviceClass zones;
  private final String zone;
  private final SensorDescriptor descriptor;

  /**
   * Touches nothing yet: the zone is looked up at every sample, for its number may change.
   *
   * @param stream where the readings go
   * @param sysRoot {@code /sys}
   * @param zone the type of the zone, {@code cpu-thermal} for instance, or its folder, {@code
   *     thermal_zone0}
   * @throws IllegalArgumentException if {@code zone} is blank
   */
  public ThermalZoneSensor(StreamName stream, Path sysRoot, String zone) {
    if (zone.isBlank()) {
      throw new IllegalArgumentException(
          "zone \"" + zone + "\" must be a type like cpu-thermal or a folder like thermal_zone0");
    }
    this.zones = zones(sysRoot);
    this.zone = zone;
    this.descriptor =
        new SensorDescriptor(
            stream, SensorDescriptor.CELSIUS, -55, 150, 0.001, false, "thermal zone " + zone);
  }

  /**
   * The zones of this machine, each as the constructor takes it.
   *
   * @param sysRoot {@code /sys}
   * @return types, or folders where several have the same type; empty if there are none
   * @throws SensorException if the tree may not be read
   */
  public static List<String> list(Path sysRoot) throws SensorException {
    return zones(sysRoot).names();
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    Path folder = zones.find(zone).folder();
    Path file = folder.resolve("temp");
    double celsius;
    try {
      celsius = OutOfRange.refuse(file, new Attribute(file).celsius(), descriptor);
    } catch (SensorException e) {
      throw explained(e, folder.resolve("mode"));
    }
    return new Reading.Temperature(now, false, celsius);
  }

  /** Most drivers go on measuring in a zone that is disabled: it is a reason and no fault. */
  private static SensorException explained(SensorException e, Path mode) {
    try {
      if (!new Attribute(mode).says("disabled")) {
        return e;
      }
    } catch (SensorException unreadable) {
      e.addSuppressed(unreadable);
      return e;
    }
    return new SensorException(
        e.kind(),
        "%s; %s says disabled: enable the zone with echo enabled > %s"
            .formatted(e.getMessage(), mode, mode),
        e);
  }

  @Override
  public void close() {}

  private static DeviceClass zones(Path sysRoot) {
    return new DeviceClass(
        sysRoot.resolve("class/thermal"), "thermal_zone", "type", "thermal zone");
  }
}
