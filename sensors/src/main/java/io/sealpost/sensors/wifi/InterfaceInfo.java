package io.sealpost.sensors.wifi;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.Set;

/**
 * What {@code iw dev wlan0 info} says of an interface.
 *
 * @param type {@code AP} or {@code managed} for instance; empty if it did not say
 * @param onChannel whether its radio is in use
 */
record InterfaceInfo(String type, boolean onChannel) {
  private static final Set<String> ACCESS_POINTS = Set.of("AP", "AP/VLAN", "P2P-GO");

  /** Reads it; what cannot be understood is left out. */
  static InterfaceInfo parse(String text) {
    String type = "";
    boolean onChannel = false;
    for (String line : (Iterable<String>) text.lines().map(String::strip)::iterator) {
      if (line.startsWith("type ")) {
        type = line.substring("type ".length());
      }
      onChannel |= line.startsWith("channel ");
    }
    return new InterfaceInfo(type, onChannel);
  }

  /**
   * @param name of the interface
   * @throws SensorException if it is no access point, or one whose daemon died: it is of the right
   *     type then, but on no channel
   */
  void requireAccessPoint(String name) throws SensorException {
    if (!ACCESS_POINTS.contains(type)) {
      throw new SensorException(
          Kind.ABSENT,
          "interface "
              + name
              + " is no access point, its type is "
              + Excerpt.of(type)
              + ": start hostapd (systemctl status hostapd), or watch its neighbours instead");
    }
    if (!onChannel) {
      throw new SensorException(
          Kind.ABSENT,
          "access point " + name + " is on no channel: is hostapd alive? systemctl status hostapd");
    }
  }
}
