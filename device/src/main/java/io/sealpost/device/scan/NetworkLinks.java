package io.sealpost.device.scan;

import static io.sealpost.device.scan.SensorTables.key;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.sysfs.NetworkLink;
import io.sealpost.sensors.wifi.WirelessModes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Network interfaces on which known hosts can be looked for.
 *
 * @param sysRoot {@code /sys}
 * @param modes asks as what the wireless ones work
 */
public record NetworkLinks(Path sysRoot, Modes modes) implements Inventory {
  /** Asks as what wireless interfaces work. */
  public interface Modes {
    /**
     * Asks.
     *
     * @throws SensorException if the system does not say
     */
    WirelessModes ask() throws SensorException;
  }

  @Override
  public String title() {
    return "Network interfaces";
  }

  @Override
  public Section look(SensorTables tables) throws SensorException {
    List<NetworkLink> links = NetworkLink.list(sysRoot);
    List<String> remarks = new ArrayList<>();
    WirelessModes known = modes(links, remarks);
    List<Finding> findings = new ArrayList<>();
    for (NetworkLink link : links) {
      findings.add(
          new Finding(words(link, known), link.up() ? lines(link, known, tables) : List.of()));
    }
    if (findings.stream().anyMatch(finding -> !finding.lines().isEmpty())) {
      remarks.add("the person is an example: put in a name and the address of their phone");
      remarks.add(
          "put all [sensor.*] tables and people below one [[sensor]]: then all radios decide together");
    } else {
      remarks.add("none that is up; connect the network first");
    }
    return new Section(title(), findings, remarks);
  }

  private WirelessModes modes(List<NetworkLink> links, List<String> remarks) {
    if (links.stream().anyMatch(NetworkLink::wireless)) {
      try {
        return modes.ask();
      } catch (SensorException e) {
        remarks.add("which of them is an access point is not known: " + e.getMessage());
      }
    }
    return WirelessModes.NONE;
  }

  private static String words(NetworkLink link, WirelessModes modes) {
    String kind =
        !link.wireless()
            ? "wired"
            : modes.isAccessPoint(link.name()) ? "wireless, an access point" : "wireless";
    return link.name() + ", " + kind + (link.up() ? ", up" : ", not up");
  }

  /** Who is in our own network is known for certain; in another one it must be asked for. */
  private static List<String> lines(NetworkLink link, WirelessModes modes, SensorTables tables) {
    boolean ours = modes.isAccessPoint(link.name());
    List<String> lines = new ArrayList<>(tables.of("presence", "devices", "60s"));
    lines.add(ours ? "[sensor.access-point]" : "[sensor.neighbours]");
    lines.add(key("interface", link.name()));
    lines.add("[[sensor.person]]");
    lines.add(key("name", "somebody"));
    lines.add(ours ? "hardware = [\"88:29:9C:00:61:A9\"]" : "hosts = [\"192.0.2.17\"]");
    return lines;
  }
}
