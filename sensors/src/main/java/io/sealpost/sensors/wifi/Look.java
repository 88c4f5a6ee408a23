package io.sealpost.sensors.wifi;

/**
 * When the neighbour table was looked at.
 *
 * @param nowNanos on the monotonic clock
 * @param gapNanos since the look before; 0 for the first
 * @param listenedNanos how much of that counts as time in which a host that is there would have
 *     been heard; 0 to {@code gapNanos}
 */
record Look(long nowNanos, long gapNanos, long listenedNanos) {
  /**
   * @throws IllegalArgumentException if the times are out of the range stated above
   */
  Look {
    if (listenedNanos < 0 || listenedNanos > gapNanos) {
      throw new IllegalArgumentException(
          "listened for " + listenedNanos + " ns must be 0 to the gap, " + gapNanos + " ns");
    }
  }
}
