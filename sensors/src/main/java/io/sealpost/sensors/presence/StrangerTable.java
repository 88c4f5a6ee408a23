package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.PresenceRules.Strangers;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Devices that nobody knows. One is counted when it was heard twice within a minute with a median
 * of at least -85 dBm, and for five minutes after the last such hit. Only radios that tell signal
 * strengths are listened to: a host on the network is not a visitor.
 *
 * <p>A phone that changes its address is counted twice until the old one is forgotten.
 *
 * <p>Bounded: newcomers have a table of their own, so that a flood of addresses heard once pushes
 * out nobody who was heard twice.
 */
final class StrangerTable {
  /** How many hits make a stranger count. */
  static final int HITS = 2;

  /** Within which time. */
  static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  /** Weakest median that counts. */
  static final int LEAST_DBM = -85;

  /** How many are remembered that do not count yet. */
  static final int MAX_NEWCOMERS = 1_024;

  /** How many are counted at most. */
  static final int MAX_COUNTED = 1_024;

  private static final long KEPT_NANOS = Duration.ofMinutes(5).toNanos();

  private final Strangers mode;
  private final Map<Long, Stranger> newcomers = new LinkedHashMap<>();

  /** In the order of their last good hits. */
  private final Map<Long, Stranger> counted = new LinkedHashMap<>();

  StrangerTable(Strangers mode) {
    this.mode = mode;
  }

  /** A device was heard that belongs to nobody known. */
  void heard(Sighting sighting, long now) {
    if (mode == Strangers.IGNORE || sighting.rssiDbm().isEmpty()) {
      return;
    }
    if (sighting instanceof Sighting.Bluetooth bluetooth) {
      Optional<String> name = bluetooth.advertisement().name();
      heard(bluetooth.address(), sighting, name, now);
    } else if (sighting instanceof Sighting.Station station) {
      heard(station.address(), sighting, Optional.empty(), now);
    }
  }

  private void heard(MacAddress address, Sighting sighting, Optional<String> name, long now) {
    long octets = Octets.of(address);
    Stranger stranger = counted.get(octets);
    boolean isCounted = stranger != null;
    if (stranger == null) {
      stranger = newcomers.get(octets);
    }
    if (stranger == null) {
      stranger = new Stranger(address, sighting.radio(), now);
      newcomers.put(octets, stranger);
      dropOldest(newcomers, MAX_NEWCOMERS);
    }
    if (mode == Strangers.LIST) {
      stranger.calls(name.flatMap(PlainName::of));
    }
    boolean good = stranger.heard(sighting.rssiDbm().orElseThrow(), now);
    if (good) {
      (isCounted ? counted : newcomers).remove(octets);
      counted.put(octets, stranger);
      dropOldest(counted, MAX_COUNTED);
    }
  }

  private static void dropOldest(Map<Long, Stranger> table, int most) {
    if (table.size() > most) {
      var oldest = table.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Forgets those that were not heard for long. */
  void step(long now) {
    var oldest = counted.values().iterator();
    while (oldest.hasNext() && now - oldest.next().lastGood() >= KEPT_NANOS) {
      oldest.remove();
    }
  }

  /** How many there are; empty where they are not to be counted. */
  OptionalInt count() {
    return mode == Strangers.IGNORE ? OptionalInt.empty() : OptionalInt.of(counted.size());
  }

  /**
   * The strongest of them, where they are to be listed.
   *
   * @param most how many
   */
  List<Person> list(int most, long now) {
    if (mode != Strangers.LIST) {
      return List.of();
    }
    return counted.values().stream()
        .sorted(Comparator.comparing(Stranger::median).reversed())
        .limit(most)
        .map(stranger -> stranger.report(now))
        .toList();
  }

  /** How many are remembered, counted or not. */
  int remembered() {
    return newcomers.size() + counted.size();
  }
}
