package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real one: {@code iw}, which needs no privilege to ask. */
final class IwAccessPoint implements AccessPoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 4 << 20;
  private static final String REMEDY = "install it with apt install iw, and have /usr/sbin in PATH";

  private final NetworkLink link;
  private final Path wireless;
  private final BoundedCommand info;
  private final BoundedCommand dump;

  /**
   * @param networkInterface {@code wlan0} for instance
   * @param iw the command that runs {@code iw}, {@code ["iw"]} for instance
   * @param netClass {@code /sys/class/net}
   * @throws IllegalArgumentException if the kernel takes no such name for an interface
   */
  IwAccessPoint(String networkInterface, List<String> iw, Path netClass) {
    this.link = new NetworkLink(networkInterface);
    this.wireless = netClass.resolve(networkInterface).resolve("phy80211");
    this.info = command(iw, "dev", networkInterface, "info");
    this.dump = command(iw, "dev", networkInterface, "station", "dump");
  }

  @Override
  public String networkInterface() {
    return link.name();
  }

  @Override
  public void requireListening() throws SensorException {
    link.find();
    if (!Files.exists(wireless)) {
      throw new SensorException(
          Kind.ABSENT, "interface " + link.name() + " is not Wi-Fi: iw dev shows those that are");
    }
    InterfaceInfo.parse(run(info)).requireAccessPoint(link.name());
    link.requireUp();
  }

  @Override
  public String dump() throws SensorException {
    return run(dump);
  }

  private static String run(BoundedCommand command) throws SensorException {
    try {
      return command.run();
    } catch (SensorException e) {
      String message = e.getMessage();
      if (message.contains("netlink") || message.contains("not permitted")) {
        throw new SensorException(
            Kind.NOT_PERMITTED,
            message + ": does the unit's RestrictAddressFamilies leave AF_NETLINK out?",
            e);
      }
      throw e;
    }
  }

  private static BoundedCommand command(List<String> iw, String... arguments) {
    List<String> command = new ArrayList<>(iw);
    command.addAll(List.of(arguments));
    return new BoundedCommand(command, TIMEOUT, MAX_BYTES, REMEDY);
  }
}
