package io.sealpost.sensors.pi4j.serial;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what is wrong with a serial port, and what to do.
 *
 * @param device {@code /dev/ttyUSB0} for instance
 * @param devRoot {@code /dev}
 */
record SerialFault(Path device, Path devRoot) {
  /** USB adapters, boards with USB, the ports of a Pi, and its names for them. */
  private static final String PORTS = "{ttyUSB,ttyACM,ttyAMA,ttyS,serial}[0-9]*";

  private static final int MOST_PORTS = 16;

  /**
   * @throws SensorException if the file is missing or this process may not read and write it
   */
  void requireUsable() throws SensorException {
    if (!Files.exists(device)) {
      throw absent();
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      throw notPermitted();
    }
  }

  /**
   * Sorts what Pi4J threw.
   *
   * @param thrown by the provider, with what the operating system said as cause
   */
  SensorException of(RuntimeException thrown) {
    if (!Files.exists(device) || thrown.getCause() instanceof EOFException) {
      return new SensorException(
          Kind.ABSENT, device + " was unplugged: plug it in again, it is looked for", thrown);
    }
    String said = String.valueOf(thrown.getMessage());
    if (said.contains("Permission denied")) {
      return notPermitted();
    }
    if (said.contains("Device or resource busy")) {
      return new SensorException(
          Kind.NOT_PERMITTED,
          device + " is in use: fuser -v " + device + " shows by which program",
          thrown);
    }
    if (said.contains("Inappropriate ioctl")) {
      return new SensorException(
          Kind.ABSENT, device + " is no serial port; this machine has: " + existing(), thrown);
    }
    return new SensorException(
        Kind.BAD_READING, "serial port " + Excerpt.of(said) + ": check its plug", thrown);
  }

  private SensorException absent() {
    return new SensorException(
        Kind.ABSENT,
        "there is no serial port "
            + device
            + "; this machine has: "
            + existing()
            + "; plug it in, or for the pins of a Pi add enable_uart=1 to"
            + " /boot/firmware/config.txt and restart");
  }

  private SensorException notPermitted() {
    String user = System.getProperty("user.name");
    return new SensorException(
        Kind.NOT_PERMITTED,
        device
            + " may not be used by user "
            + user
            + ": add the user to the group dialout (usermod -aG dialout "
            + user
            + ") and start the agent again; if it belongs to the group tty, a console is on it"
            + " (raspi-config, Serial Port)");
  }

  private String existing() {
    List<String> ports = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(devRoot, PORTS)) {
      files.forEach(file -> ports.add(file.toString()));
    } catch (IOException e) {
      return "an unreadable " + devRoot + " (" + e + ")";
    }
    ports.sort(null);
    int more = ports.size() - MOST_PORTS;
    String named = String.join(", ", ports.subList(0, Math.min(ports.size(), MOST_PORTS)));
    return ports.isEmpty() ? "none" : named + (more > 0 ? " and " + more + " more" : "");
  }
}
