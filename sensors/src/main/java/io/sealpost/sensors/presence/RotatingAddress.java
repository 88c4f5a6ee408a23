package io.sealpost.sensors.presence;

import io.sealpost.sensors.MacAddress;

/**
 * Tells whether a resolvable private address was made with one identity resolving key (Bluetooth
 * Core vol 3 part H section 2.2.2). The key itself is a secret that stays behind this port.
 */
@FunctionalInterface
public interface RotatingAddress {
  /**
   * Whether the address was made with the key. Costs one encryption with AES-128: ask once an
   * address.
   *
   * @param address whose two most significant bits are 01
   */
  boolean made(MacAddress address);
}
