package io.sealpost.sensors.wifi;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.sensors.MacAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Decides whether one host is present, from one look at the neighbour table after the other.
 *
 * <p>A host is seen when the kernel calls it REACHABLE, or confirmed it since the look before. An
 * entry that is merely in the table proves nothing: the kernel keeps it long after the host left.
 * The host stays until it has been listened for in vain for the leave timeout.
 */
final class HostWatch {
  /** A host has an IPv4 address and a few of IPv6; the bound of what is remembered. */
  static final int MAX_ADDRESSES = 4;

  private final KnownHost host;
  private final long leaveNanos;

  // Owned by the sampling thread.
  private Optional<MacAddress> mac;
  private List<InetAddress> addresses;
  private Optional<Visit> visit = Optional.empty();

  /**
   * @param host whom
   * @param leaveAfter how long it must be missed before it is gone
   */
  HostWatch(KnownHost host, Duration leaveAfter) {
    this.host = host;
    this.leaveNanos = leaveAfter.toNanos();
    this.mac = host.mac();
    this.addresses = host.address().stream().toList();
  }

  /** Where to nudge it: the configured address, and where it was seen of late. */
  List<InetAddress> addresses() {
    return addresses;
  }

  /**
   * Takes in one look.
   *
   * @param table all of it
   */
  void look(List<Neighbour> table, Look look) {
    List<Neighbour> own = table.stream().filter(this::isOwn).toList();
    remember(own);
    OptionalLong age = own.stream().flatMapToLong(entry -> answeredAgo(entry, look).stream()).min();
    visit = age.isPresent() ? Optional.of(seen(age.getAsLong(), look)) : unseen(look);
  }

  /** What to report of it; empty while it is away. */
  Optional<Person> present(long nowNanos) {
    return visit.map(
        v ->
            new Person(
                host.name(),
                mac.map(MacAddress::text),
                Reading.Radio.LAN,
                Duration.ofNanos(nowNanos - v.sinceNanos()),
                OptionalInt.empty()));
  }

  private boolean isOwn(Neighbour entry) {
    return host.mac().isPresent()
        ? entry.mac().equals(host.mac())
        : host.address().equals(Optional.of(entry.address()));
  }

  private void remember(List<Neighbour> own) {
    if (host.mac().isEmpty()) {
      own.stream()
          .flatMap(entry -> entry.mac().stream())
          .findFirst()
          .ifPresent(m -> mac = Optional.of(m));
      return;
    }
    Stream<InetAddress> seen =
        own.stream()
            .map(Neighbour::address)
            .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)));
    LinkedHashSet<InetAddress> all = new LinkedHashSet<>();
    Stream.of(host.address().stream(), seen, addresses.stream())
        .flatMap(stream -> stream)
        .forEachOrdered(all::add);
    addresses = all.stream().limit(MAX_ADDRESSES).toList();
  }

  private Visit seen(long ageNanos, Look look) {
    return visit.map(v -> v.seen(ageNanos, look)).orElseGet(() -> Visit.begin(ageNanos, look));
  }

  private Optional<Visit> unseen(Look look) {
    return visit.map(v -> v.unseen(look)).filter(v -> v.unseenNanos() < leaveNanos);
  }

  private static OptionalLong answeredAgo(Neighbour entry, Look look) {
    return switch (entry.state()) {
      case REACHABLE -> OptionalLong.of(entry.confirmed().map(Duration::toNanos).orElse(0L));
      case STALE, DELAY, PROBE ->
          entry.confirmed().stream()
              .mapToLong(Duration::toNanos)
              .filter(age -> age < look.gapNanos())
              .findFirst();
      case INCOMPLETE, FAILED, UNASKED -> OptionalLong.empty();
    };
  }
}
