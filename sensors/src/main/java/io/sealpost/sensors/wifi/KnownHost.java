package io.sealpost.sensors.wifi;

import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A host whose presence is of interest. With a hardware address, that address alone identifies it,
 * whatever IP addresses it has; the IP address then only says where to nudge it. Without one, the
 * IP address identifies it: reserve it in the router.
 *
 * <p>A host known by hardware address alone can be nudged only after it has been seen once.
 *
 * @param name what the owner calls it, 1 to 64 characters of any script
 * @param mac its hardware address
 * @param address its IP address
 */
public record KnownHost(String name, Optional<MacAddress> mac, Optional<InetAddress> address) {
  private static final int LONGEST_NAME = 64;

  /**
   * @throws IllegalArgumentException if the name is empty or too long, if both addresses are
   *     missing, or if no single host can have the IP address
   */
  public KnownHost {
    if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "host \"" + name + "\" must have a name of 1 to " + LONGEST_NAME + " characters");
    }
    if (mac.isEmpty() && address.isEmpty()) {
      throw new IllegalArgumentException(
          "host \"" + name + "\" must have a mac, an address, or both");
    }
    address.ifPresent(KnownHost::refuseNoHost);
  }

  /**
   * Reads what a configuration says.
   *
   * @param name what the owner calls it
   * @param mac {@code 88:29:9C:00:61:A9} for instance
   * @param address {@code 192.168.1.20} or {@code fd00::20} for instance; never a host name, and
   *     without a {@code %interface}
   * @throws IllegalArgumentException as the constructor, and if an address is malformed
   */
  public static KnownHost of(String name, Optional<String> mac, Optional<String> address) {
    return new KnownHost(name, mac.map(MacAddress::new), address.map(KnownHost::literal));
  }

  private static InetAddress literal(String text) {
    return IpLiteral.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "address \""
                        + text
                        + "\" must be an IP address like 192.168.1.20 or fd00::20"));
  }

  private static void refuseNoHost(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isMulticastAddress()) {
      throw new IllegalArgumentException(
          "address " + address.getHostAddress() + " must be that of another host on the network");
    }
  }
}
