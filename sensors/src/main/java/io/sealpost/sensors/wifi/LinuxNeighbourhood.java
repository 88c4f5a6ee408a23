package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The real one: the kernel's UDP, and {@code ip} of iproute2. Needs no privilege. */
final class LinuxNeighbourhood implements Neighbourhood {
  /** RFC 863: whoever listens there throws it away. */
  private static final int DISCARD = 9;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 1 << 20;
  private static final String REMEDY = "install it with apt install iproute2";

  private final NetworkLink link;
  private final BoundedCommand show;

  /**
   * @param networkInterface {@code wlan0} for instance
   * @param ip the command that runs {@code ip}, {@code ["ip"]} for instance
   * @throws IllegalArgumentException if the kernel takes no such name for an interface
   */
  LinuxNeighbourhood(String networkInterface, List<String> ip) {
    this.link = new NetworkLink(networkInterface);
    List<String> command = new ArrayList<>(ip);
    command.addAll(List.of("-json", "-statistics", "neigh", "show", "dev", networkInterface));
    this.show = new BoundedCommand(command, TIMEOUT, MAX_BYTES, REMEDY);
  }

  @Override
  public String networkInterface() {
    return link.name();
  }

  @Override
  public void requireListening() throws SensorException {
    link.requireUp();
  }

  @Override
  public void nudge(InetAddress address) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[0], 0, scoped(address), DISCARD));
    }
  }

  @Override
  public String table() throws SensorException {
    return show.run();
  }

  /** A link-local address means nothing without its link. */
  private InetAddress scoped(InetAddress address) throws IOException {
    if (address instanceof Inet6Address && address.isLinkLocalAddress()) {
      NetworkInterface own = NetworkInterface.getByName(link.name());
      return Inet6Address.getByAddress(null, address.getAddress(), own);
    }
    return address;
  }
}
