package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person.State;

/**
 * How sure a state is, in per cent. Not a probability, but monotonic:
 *
 * <ul>
 *   <li>present: 100 at a sign of life, falling evenly to 50 when the leave timeout is over;
 *   <li>absent: 50 when that is decided, 75 after as much vain listening again, then towards 100:
 *       100 - 50 · timeout / time listened for in vain;
 *   <li>while a scanner that matters is deaf, at most 50;
 *   <li>unknown: 0.
 * </ul>
 */
final class Confidence {
  private static final int HALF = 50;
  private static final int FULL = 100;

  private Confidence() {}

  /**
   * Reckons it.
   *
   * @param vain nanoseconds listened for in vain
   * @param leaveAfter the leave timeout in nanoseconds
   * @param deaf whether a scanner that matters hears nobody
   */
  static int of(State state, long vain, long leaveAfter, boolean deaf) {
    double ratio = (double) vain / leaveAfter;
    double sure =
        switch (state) {
          case PRESENT -> FULL - HALF * Math.min(1, ratio);
          case ABSENT -> FULL - HALF / Math.max(1, ratio);
          case UNKNOWN -> 0;
        };
    return (int) (deaf ? Math.min(HALF, sure) : sure);
  }
}
