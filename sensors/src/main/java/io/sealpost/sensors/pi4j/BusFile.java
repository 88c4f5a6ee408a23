package io.sealpost.sensors.pi4j;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The device file of an I2C bus. Pi4J says of every trouble with it that the bus does not exist, so
 * it is looked at first.
 *
 * @param devRoot {@code /dev}
 * @param number 1 for {@code /dev/i2c-1}
 */
record BusFile(Path devRoot, int number) {
  /** {@code /dev/i2c-1} for instance. */
  Path path() {
    return devRoot.resolve("i2c-" + number);
  }

  /**
   * @throws SensorException if the file is missing or this process may not read and write it
   */
  void requireUsable() throws SensorException {
    if (!Files.exists(path())) {
      throw new SensorException(
          Kind.ABSENT,
          "there is no I2C bus "
              + path()
              + "; this machine has: "
              + existing()
              + "; add dtparam=i2c_arm=on to /boot/firmware/config.txt, i2c-dev to /etc/modules, "
              + "and restart");
    }
    if (!Files.isReadable(path()) || !Files.isWritable(path())) {
      throw notPermitted();
    }
  }

  /** What to say when the operating system refuses access. */
  SensorException notPermitted() {
    String user = System.getProperty("user.name");
    return new SensorException(
        Kind.NOT_PERMITTED,
        path()
            + " may not be used by user "
            + user
            + ": add the user to the group i2c (usermod "
            + "-aG i2c "
            + user
            + ") and start the agent again");
  }

  private String existing() {
    List<String> buses = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(devRoot, "i2c-*")) {
      files.forEach(file -> buses.add(String.valueOf(file.getFileName())));
    } catch (IOException e) {
      return "an unreadable " + devRoot + " (" + e + ")";
    }
    buses.sort(null);
    return buses.isEmpty() ? "none" : String.join(", ", buses);
  }
}
