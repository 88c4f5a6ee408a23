package io.sealpost.sensors.bluez;

import java.util.List;

/**
 * What an advertisement must contain for bluetoothd to tell of it. There is no pattern for "any":
 * each one compares bytes at a place in a field of a given type.
 *
 * <p>Most devices send flags (Core Specification Supplement part A section 1.3): the combinations
 * that are of use are few. Beacons may send none: they are known by their frame. A device that
 * sends none of all these is not heard.
 */
final class Patterns {
  /**
   * How many one monitor may have: the kernel takes 16, but BlueZ 5.66 counts the bytes of its
   * request (1 + 34 for each) in 8 bits, and at 8 patterns destroys its own memory.
   */
  static final int MOST = 7;

  private static final int FLAGS = 0x01;
  private static final int SERVICE_DATA = 0x16;
  private static final int MANUFACTURER_DATA = 0xFF;
  private static final int EDDYSTONE = 0xFEAA;

  private Patterns() {}

  /**
   * Those of each monitor, as {@code a(yyay)}: place in a field, its type, bytes.
   *
   * <p>Of the flags, bit 0 means limited discoverable, 1 general discoverable, 2 no classic
   * Bluetooth, 3 and 4 both at once, by the controller and by the host.
   */
  static List<List<Object[]>> ofMonitors() {
    return List.of(
        List.of(
            flags(0x06),
            flags(0x1A),
            flags(0x04),
            flags(0x05),
            flags(0x02),
            flags(0x00),
            flags(0x01)),
        List.of(
            flags(0x18),
            flags(0x1E),
            // Apple (iBeacon), Microsoft, Samsung, Google.
            pattern(MANUFACTURER_DATA, 0x4C, 0x00),
            pattern(MANUFACTURER_DATA, 0x06, 0x00),
            pattern(MANUFACTURER_DATA, 0x75, 0x00),
            pattern(MANUFACTURER_DATA, 0xE0, 0x00),
            pattern(SERVICE_DATA, EDDYSTONE & 0xFF, EDDYSTONE >> 8)));
  }

  private static Object[] flags(int value) {
    return pattern(FLAGS, value);
  }

  private static Object[] pattern(int type, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return new Object[] {(byte) 0, (byte) type, bytes};
  }
}
