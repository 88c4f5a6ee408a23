package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Collectors;

/**
 * A network interface of this machine, which may come and go.
 *
 * @param name {@code wlan0} for instance
 */
record NetworkLink(String name) {
  /**
   * @throws IllegalArgumentException if the kernel takes no such name for an interface
   */
  NetworkLink {
    if (!name.matches("[^\\s/:%-][^\\s/:%]{0,14}")) {
      throw new IllegalArgumentException(
          "interface \"" + name + "\" must be 1 to 15 characters, wlan0 for instance");
    }
  }

  /**
   * @throws SensorException if it does not exist
   */
  NetworkInterface find() throws SensorException {
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found == null) {
        throw new SensorException(Kind.ABSENT, complaint());
      }
      return found;
    } catch (SocketException e) {
      throw unreadable(e);
    }
  }

  /**
   * @throws SensorException if it does not exist, is down, or has no carrier
   */
  void requireUp() throws SensorException {
    try {
      if (!find().isUp()) {
        throw new SensorException(
            Kind.ABSENT, "interface " + name + " is down or not connected: nobody can be heard");
      }
    } catch (SocketException e) {
      throw unreadable(e);
    }
  }

  private SensorException unreadable(SocketException e) {
    return new SensorException(Kind.BAD_READING, "interface " + name + ": " + e.getMessage(), e);
  }

  private String complaint() throws SocketException {
    String existing =
        NetworkInterface.networkInterfaces()
            .map(NetworkInterface::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    return "there is no interface \"" + name + "\"; this machine has: " + existing;
  }
}
