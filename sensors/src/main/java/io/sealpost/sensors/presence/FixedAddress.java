package io.sealpost.sensors.presence;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.util.Optional;

/** Which addresses stay what they are, so that they are worth telling. */
final class FixedAddress {
  private FixedAddress() {}

  /** The hardware address of what was heard, unless it is one of those that change. */
  static Optional<MacAddress> of(Sighting sighting) {
    if (sighting instanceof Sighting.Bluetooth bluetooth) {
      return changes(bluetooth) ? Optional.empty() : Optional.of(bluetooth.address());
    }
    if (sighting instanceof Sighting.Station station) {
      return Optional.of(station.address());
    }
    return sighting instanceof Sighting.Neighbour neighbour ? neighbour.mac() : Optional.empty();
  }

  private static boolean changes(Sighting.Bluetooth bluetooth) {
    return bluetooth.type() == AddressType.RANDOM
        && !Octets.isStaticRandom(Octets.of(bluetooth.address()));
  }
}
