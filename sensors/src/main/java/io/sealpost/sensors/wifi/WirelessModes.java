package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As what each wireless interface of this machine works.
 *
 * @param byInterface {@code AP}, {@code managed} and so on, by the interface's name
 */
public record WirelessModes(Map<String, String> byInterface) {
  /** Nothing is known. */
  public static final WirelessModes NONE = new WirelessModes(Map.of());

  private static final BoundedCommand IW_DEV =
      new BoundedCommand(List.of("iw", "dev"), Duration.ofSeconds(5), 64 * 1024, "apt install iw");

  private static final Pattern INTERFACE = Pattern.compile("\\s*Interface (\\S{1,15})");
  private static final Pattern TYPE = Pattern.compile("\\s*type (\\S{1,32})");

  /** Copies the map. */
  public WirelessModes {
    byInterface = Map.copyOf(byInterface);
  }

  /**
   * Asks the kernel by {@code iw dev}, for which no privilege is needed.
   *
   * @throws SensorException if there is no such program, or it fails
   */
  public static WirelessModes ask() throws SensorException {
    return parse(IW_DEV.run());
  }

  /** Reads what {@code iw dev} prints; lines that it does not know are left out. */
  public static WirelessModes parse(String text) {
    Map<String, String> modes = new LinkedHashMap<>();
    String current = "";
    for (String line : text.lines().toList()) {
      Matcher named = INTERFACE.matcher(line);
      Matcher type = TYPE.matcher(line);
      if (named.matches()) {
        current = named.group(1);
      } else if (type.matches() && !current.isEmpty()) {
        modes.putIfAbsent(current, type.group(1));
      }
    }
    return new WirelessModes(modes);
  }

  /** Whether an interface is an access point. */
  public boolean isAccessPoint(String networkInterface) {
    return "AP".equals(byInterface.get(networkInterface));
  }
}
