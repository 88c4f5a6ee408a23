package io.sealpost.sensors.presence;

import io.sealpost.sensors.MacAddress;

/** A hardware address as a number, and what its two highest bits mean in a random one. */
final class Octets {
  private static final int OCTETS = 6;
  private static final int HEX = 16;

  /** Where the two bits are; Bluetooth Core vol 6 part B section 1.3.2. */
  private static final int KIND_SHIFT = 46;

  private static final int RESOLVABLE = 0b01;
  private static final int STATIC = 0b11;

  private Octets() {}

  /** The address as a number from 0 to 2^48 - 1. */
  static long of(MacAddress address) {
    String text = address.text();
    long octets = 0;
    for (int i = 0; i < OCTETS; i++) {
      int high = Character.digit(text.charAt(3 * i), HEX);
      int low = Character.digit(text.charAt(3 * i + 1), HEX);
      octets = (octets << 8) | (high << 4) | low;
    }
    return octets;
  }

  /** Whether a random address was made with a key. */
  static boolean isResolvable(long octets) {
    return octets >>> KIND_SHIFT == RESOLVABLE;
  }

  /** Whether a random address stays for the life of the device, or until it is switched off. */
  static boolean isStaticRandom(long octets) {
    return octets >>> KIND_SHIFT == STATIC;
  }
}
