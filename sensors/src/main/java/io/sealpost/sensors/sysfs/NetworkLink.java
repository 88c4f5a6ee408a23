package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A network interface on which others may be, the loopback left out.
 *
 * <p>Source: the kernel's {@code Documentation/ABI/testing/sysfs-class-net}.
 *
 * @param name {@code eth0} for instance
 * @param wireless whether it is one of Wi-Fi
 * @param up whether it works, as far as the kernel knows
 */
public record NetworkLink(String name, boolean wireless, boolean up) {
  /** More than any machine has; a bound all the same. */
  private static final int MAX_LINKS = 1024;

  /** The hardware type of Ethernet and Wi-Fi, {@code ARPHRD_ETHER}. */
  private static final String ETHERNET = "1";

  /**
   * The interfaces of this machine.
   *
   * @param sysRoot {@code /sys}
   * @return in alphabetical order; empty if there are none
   * @throws SensorException if the tree may not be read
   */
  public static List<NetworkLink> list(Path sysRoot) throws SensorException {
    Path folder = sysRoot.resolve("class/net");
    List<NetworkLink> links = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path entry : entries) {
        if (links.size() == MAX_LINKS) {
          throw new SensorException(
              Kind.BAD_READING, folder + " holds more than " + MAX_LINKS + " interfaces");
        }
        if (new Attribute(entry.resolve("type")).says(ETHERNET)) {
          links.add(link(entry));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw FileFault.of(folder, e);
    }
    links.sort(Comparator.comparing(NetworkLink::name));
    return links;
  }

  private static NetworkLink link(Path folder) throws SensorException {
    return new NetworkLink(
        String.valueOf(folder.getFileName()),
        Files.exists(folder.resolve("phy80211")) || Files.exists(folder.resolve("wireless")),
        new Attribute(folder.resolve("operstate")).says("up"));
  }
}
