package io.sealpost.sensors.wifi;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.presence.Scanner;
import io.sealpost.sensors.presence.Sighting;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Which hosts answer on the local network. Each look nudges the known people with empty UDP
 * datagrams, so that the kernel asks for their hardware addresses, and reads the kernel's table of
 * answers. Needs no privilege, only the program {@code ip} of iproute2.
 *
 * <p>A host is heard when the kernel calls it REACHABLE, or confirmed it since the look before. An
 * entry that is merely in the table proves nothing: the kernel keeps it long after the host left.
 *
 * <p>Somebody known by hardware address alone can be nudged only after this machine has once talked
 * to that address. Asking all hosts at once ({@code ff02::1}) would not help: nobody answers a
 * datagram to a multicast address (RFC 4443 section 2.4), and an echo request needs a privilege.
 */
public final class NeighbourScanner implements Scanner {
  /** How often it looks unless told otherwise. */
  public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(15);

  /** How soon after a nudge a host that is awake, and one that sleeps, has answered. */
  private static final List<Duration> ANSWERS =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final Neighbourhood neighbourhood;
  private final NeighbourTable table = new NeighbourTable();
  private final Whereabouts whereabouts;
  private final Pace pace;
  private final Polling polling;

  /** Set by the thread that starts it; null before. */
  private volatile @Nullable Ear listener;

  // Owned by the thread of the pace.
  private OptionalLong lastLookNanos = OptionalLong.empty();

  /**
   * Touches nothing yet.
   *
   * @param networkInterface {@code wlan0} for instance
   * @param people whom to nudge; others are heard only when they talk to this machine
   * @param period from one look to the next, 1 to 30 s
   * @throws IllegalArgumentException if a parameter is out of the range stated above
   */
  public NeighbourScanner(String networkInterface, List<KnownPerson> people, Duration period) {
    this(
        new LinuxNeighbourhood(networkInterface, List.of("ip")),
        people,
        period,
        new ThreadPace("neighbours of " + networkInterface));
  }

  NeighbourScanner(
      Neighbourhood neighbourhood, List<KnownPerson> people, Duration period, Pace pace) {
    this.neighbourhood = neighbourhood;
    this.whereabouts = new Whereabouts(people);
    this.pace = pace;
    this.polling = new Polling(pace, period, this::look);
  }

  @Override
  public String name() {
    return neighbourhood.networkInterface() + " neighbours";
  }

  @Override
  public Radio radio() {
    return Radio.LAN;
  }

  @Override
  public void start(Ear ear) {
    listener = ear;
    polling.start(ear);
  }

  @Override
  public boolean canAsk(KnownPerson person) {
    return !whereabouts.of(person).isEmpty();
  }

  @Override
  public void ask(KnownPerson person) {
    Ear ear = listener;
    if (ear == null) {
      return;
    }
    List<InetAddress> addresses = whereabouts.of(person);
    pace.after(Duration.ZERO, () -> addresses.forEach(this::nudged));
    ANSWERS.forEach(delay -> polling.soon(delay, ear));
  }

  @Override
  public void close() {
    polling.close();
  }

  private void look(Ear ear) throws SensorException {
    neighbourhood.requireListening();
    nudge(whereabouts.all());
    List<Neighbour> entries = table.parse(neighbourhood.table());
    long now = pace.nanoTime();
    long gap = now - lastLookNanos.orElse(now);
    lastLookNanos = OptionalLong.of(now);
    whereabouts.remember(entries);
    for (Neighbour entry : entries) {
      entry
          .heardAgo(gap)
          .ifPresent(age -> ear.heard(new Sighting.Neighbour(entry.address(), entry.mac(), age)));
    }
  }

  private void nudge(List<InetAddress> addresses) throws SensorException {
    int sent = 0;
    String failure = "";
    for (InetAddress address : addresses) {
      Optional<String> complaint = nudged(address);
      failure = complaint.orElse(failure);
      sent += complaint.isEmpty() ? 1 : 0;
    }
    if (sent == 0 && !addresses.isEmpty()) {
      throw new SensorException(
          Kind.ABSENT,
          "neighbours on "
              + neighbourhood.networkInterface()
              + ": no host can be reached ("
              + failure
              + "): has the interface an address in their network? ip address shows");
    }
  }

  /** Nudges; returns what went wrong, if anything did. */
  private Optional<String> nudged(InetAddress address) {
    try {
      neighbourhood.nudge(address);
      return Optional.empty();
    } catch (IOException e) {
      String failure = address.getHostAddress() + ": " + e.getMessage();
      Logger.debug("{}: cannot nudge {}", name(), failure);
      return Optional.of(failure);
    }
  }
}
