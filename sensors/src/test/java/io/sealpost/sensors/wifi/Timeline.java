package io.sealpost.sensors.wifi;

import io.sealpost.protocol.Person;
import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.wifi.Neighbour.State;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plays looks at a table to a {@link PresenceWatch} and tells what came of each. */
final class Timeline {
  private static final long START = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

  private final PresenceWatch watch;

  Timeline(Duration leaveAfter, KnownHost... hosts) {
    this.watch = new PresenceWatch(List.of(hosts), leaveAfter);
  }

  /** Looks at a second of the timeline; the clock starts an hour before it overflows. */
  List<Person> look(long second, Neighbour... table) {
    return watch.look(List.of(table), START + Duration.ofSeconds(second).toNanos());
  }

  /** As {@link #look}: names and how many seconds each has been present, {@code phone 5}. */
  String at(long second, Neighbour... table) {
    return look(second, table).stream()
        .map(present -> present.name() + " " + present.stateFor().toSeconds())
        .collect(Collectors.joining(", "));
  }

  void deaf() {
    watch.deaf();
  }

  List<String> addresses() {
    return watch.addresses().stream().map(InetAddress::getHostAddress).toList();
  }

  static KnownHost byAddress(String name, String address) {
    return KnownHost.of(name, Optional.empty(), Optional.of(address));
  }

  static KnownHost byMac(String name, String mac) {
    return KnownHost.of(name, Optional.of(mac), Optional.empty());
  }

  static Neighbour entry(String address, String mac, State state, long confirmedSeconds) {
    return new Neighbour(
        IpLiteral.parse(address).orElseThrow(),
        mac.isEmpty() ? Optional.empty() : Optional.of(new MacAddress(mac)),
        state,
        confirmedSeconds < 0
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds(confirmedSeconds)));
  }
}
