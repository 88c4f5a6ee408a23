package io.sealpost.sensors.presence;

import java.util.Arrays;

/** The last few signal strengths of one device at one scanner. */
final class Levels {
  /** How many: one bad packet of five moves the median little, and five come within seconds. */
  static final int KEPT = 5;

  private final byte[] ring = new byte[KEPT];
  private int added;

  /**
   * Takes one.
   *
   * @param dbm -127 to 20
   */
  void add(int dbm) {
    ring[added % KEPT] = (byte) dbm;
    added = added + 1 < 2 * KEPT ? added + 1 : KEPT;
  }

  boolean isEmpty() {
    return added == 0;
  }

  /** The middle one, the weaker of the two middle ones of an even number; not while empty. */
  int median() {
    byte[] sorted = Arrays.copyOf(ring, Math.min(added, KEPT));
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }

  void clear() {
    added = 0;
  }
}
