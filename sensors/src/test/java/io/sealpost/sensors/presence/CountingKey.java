package io.sealpost.sensors.presence;

import io.sealpost.sensors.MacAddress;
import java.util.Set;

/** A key that made the addresses it is told to have made, and counts how often it is asked. */
final class CountingKey implements RotatingAddress {
  private final Set<MacAddress> made;
  int tries;

  CountingKey(MacAddress... made) {
    this.made = Set.of(made);
  }

  @Override
  public boolean made(MacAddress address) {
    tries++;
    return made.contains(address);
  }
}
