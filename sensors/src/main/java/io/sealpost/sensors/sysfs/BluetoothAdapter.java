package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.sysfs.DeviceClass.Entry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Bluetooth adapter of this machine.
 *
 * @param id {@code hci0} for instance
 * @param address where the kernel tells it to this user
 * @param blocked whether rfkill keeps it from sending
 */
public record BluetoothAdapter(String id, Optional<String> address, boolean blocked) {
  /**
   * The adapters of this machine.
   *
   * @param sysRoot {@code /sys}
   * @return in the order of their numbers; empty if there are none
   * @throws SensorException if the tree may not be read
   */
  public static List<BluetoothAdapter> list(Path sysRoot) throws SensorException {
    DeviceClass adapters =
        new DeviceClass(sysRoot.resolve("class/bluetooth"), "hci", "name", "Bluetooth adapter");
    List<BluetoothAdapter> found = new ArrayList<>();
    for (Entry entry : adapters.entries()) {
      found.add(
          new BluetoothAdapter(
              entry.folderName(), address(entry.folder()), isBlocked(entry.folder())));
    }
    return found;
  }

  /** Many kernels do not tell it here, and it is not worth a failure. */
  private static Optional<String> address(Path folder) throws SensorException {
    try {
      return Optional.of(new Attribute(folder.resolve("address")).text());
    } catch (SensorException e) {
      if (e.kind() == Kind.ABSENT || e.kind() == Kind.NOT_PERMITTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** By software or by a switch: the kernel's {@code Documentation/driver-api/rfkill.rst}. */
  private static boolean isBlocked(Path folder) throws SensorException {
    try (DirectoryStream<Path> switches = Files.newDirectoryStream(folder, "rfkill[0-9]*")) {
      for (Path each : switches) {
        if (new Attribute(each.resolve("soft")).says("1")
            || new Attribute(each.resolve("hard")).says("1")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw FileFault.of(folder, e);
    }
  }
}
