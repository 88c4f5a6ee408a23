package io.sealpost.sensors.wifi;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/**
 * Who of the known hosts is on the local network. Each sample nudges every host with an empty UDP
 * datagram, so that the kernel asks for its hardware address, and reads the kernel's table of
 * answers. Needs no privilege, only the program {@code ip} of iproute2.
 *
 * <p>A host that arrives is seen at the first or second sample after it. One that leaves is
 * reported away once it has not answered for the leave timeout; phones asleep miss nudges for
 * minutes, so a short one makes them come and go. Time in which the network was down, or in which
 * samples failed, does not count.
 */
public final class NeighbourPresenceSensor implements Sensor {
  /** About one false departure of a sleeping phone a day. */
  public static final Duration DEFAULT_LEAVE_AFTER = Duration.ofMinutes(5);

  private static final Duration SHORTEST_LEAVE = Duration.ofMinutes(1);
  private static final Duration LONGEST_LEAVE = Duration.ofDays(1);

  private final Neighbourhood neighbourhood;
  private final NeighbourTable table = new NeighbourTable();
  private final PresenceWatch watch;
  private final LongSupplier nanoTime;
  private final SensorDescriptor descriptor;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param networkInterface {@code wlan0} for instance
   * @param hosts whom to look for, 1 to {@link Reading.Presence#MAX_PEOPLE}, no name and no
   *     hardware address twice
   * @param leaveAfter how long a host must be missed before it is away, 60 s to 24 h
   * @throws IllegalArgumentException if a parameter is out of the range stated above
   */
  public NeighbourPresenceSensor(
      StreamName stream, String networkInterface, List<KnownHost> hosts, Duration leaveAfter) {
    this(
        stream,
        new LinuxNeighbourhood(networkInterface, List.of("ip")),
        hosts,
        leaveAfter,
        System::nanoTime);
  }

  NeighbourPresenceSensor(
      StreamName stream,
      Neighbourhood neighbourhood,
      List<KnownHost> hosts,
      Duration leaveAfter,
      LongSupplier nanoTime) {
    refuseBad(hosts);
    if (leaveAfter.compareTo(SHORTEST_LEAVE) < 0 || leaveAfter.compareTo(LONGEST_LEAVE) > 0) {
      throw new IllegalArgumentException("leave timeout " + leaveAfter + " must be 60 s to 24 h");
    }
    this.neighbourhood = neighbourhood;
    this.watch = new PresenceWatch(hosts, leaveAfter);
    this.nanoTime = nanoTime;
    String source = "neighbours on " + neighbourhood.networkInterface();
    this.descriptor = new SensorDescriptor(stream, "", 0, hosts.size(), 1, false, source);
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    List<Neighbour> neighbours;
    try {
      neighbourhood.requireListening();
      nudge();
      neighbours = table.parse(neighbourhood.table());
    } catch (SensorException e) {
      watch.deaf();
      throw e;
    }
    return new Reading.Presence(now, false, watch.look(neighbours, nanoTime.getAsLong()));
  }

  @Override
  public void close() {}

  private void nudge() throws SensorException {
    List<InetAddress> addresses = watch.addresses();
    int sent = 0;
    String failure = "";
    for (InetAddress address : addresses) {
      try {
        neighbourhood.nudge(address);
        sent++;
      } catch (IOException e) {
        failure = address.getHostAddress() + ": " + e.getMessage();
        Logger.debug("{}: cannot nudge {}", descriptor.source(), failure);
      }
    }
    if (sent == 0 && !addresses.isEmpty()) {
      throw new SensorException(
          Kind.ABSENT,
          descriptor.source()
              + ": no host can be reached ("
              + failure
              + "): has the interface an address in their network? ip address shows");
    }
  }

  private static void refuseBad(List<KnownHost> hosts) {
    if (hosts.isEmpty() || hosts.size() > Reading.Presence.MAX_PEOPLE) {
      throw new IllegalArgumentException(
          hosts.size() + " hosts must be 1 to " + Reading.Presence.MAX_PEOPLE);
    }
    Set<Object> seen = new HashSet<>();
    for (KnownHost host : hosts) {
      if (!seen.add(host.name())) {
        throw new IllegalArgumentException("two hosts are called \"" + host.name() + "\"");
      }
      if (host.mac().isPresent() && !seen.add(host.mac().get())) {
        throw new IllegalArgumentException(
            "two hosts have the mac "
                + host.mac().get()
                + ", the second is \""
                + host.name()
                + "\"");
      }
    }
  }
}
