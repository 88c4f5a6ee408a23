package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One input channel of an IIO device.
 *
 * <p>Source: the kernel's {@code Documentation/ABI/testing/sysfs-bus-iio}: a driver either
 * processes the value itself ({@code in_temp_input}), or gives what the converter says ({@code
 * in_temp_raw}), to which an offset is added before it is scaled.
 *
 * @param folder of the device
 * @param name {@code temp}, {@code temp0} or {@code temp_object} for instance
 */
record IioChannel(Path folder, String name) {
  /** Whether the device has it. */
  boolean exists() {
    return Files.exists(input()) || Files.exists(raw());
  }

  /** The file that the value comes from. */
  Path file() {
    return Files.exists(input()) ? input() : raw();
  }

  /**
   * Reads it; blocks as long as the driver does.
   *
   * @return in the unit of the kernel for this kind of channel
   * @throws SensorException if it cannot be read, or is raw and has no scale
   */
  double value() throws SensorException {
    if (Files.exists(input())) {
      return new Attribute(input()).decimal();
    }
    Path scale = property("scale");
    if (!Files.exists(scale)) {
      throw new SensorException(
          Kind.BAD_READING, raw() + " has no scale beside it: its unit is unknown");
    }
    Path offset = property("offset");
    double shift = Files.exists(offset) ? new Attribute(offset).decimal() : 0;
    return (new Attribute(raw()).decimal() + shift) * new Attribute(scale).decimal();
  }

  /** What all channels of one kind share, {@code temp0} and {@code temp1}, has no number. */
  private Path property(String property) {
    Path own = folder.resolve("in_" + name + "_" + property);
    String kind = name.replaceAll("[0-9].*|_.*", "");
    return Files.exists(own) ? own : folder.resolve("in_" + kind + "_" + property);
  }

  private Path input() {
    return folder.resolve("in_" + name + "_input");
  }

  private Path raw() {
    return folder.resolve("in_" + name + "_raw");
  }
}
