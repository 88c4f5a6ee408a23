package io.sealpost.sensors.presence;

import java.util.BitSet;

/**
 * What truly happened to two scanners, second by second: the plain account by which the decision is
 * judged.
 */
final class Ledger {
  private final BitSet[] heard = {new BitSet(), new BitSet()};
  private final int[] leaseEnd = new int[2];
  private int now;

  /** A scanner says that it listens. */
  void listening(int scanner) {
    leaseEnd[scanner] = now + Ear.LEASE_SECONDS;
  }

  /** A scanner says that it hears nobody. */
  void deaf(int scanner) {
    leaseEnd[scanner] = now;
  }

  /** Seconds pass in which nothing is said. */
  void pass(int seconds) {
    for (int scanner = 0; scanner < heard.length; scanner++) {
      int end = Math.min(now + seconds, leaseEnd[scanner]);
      if (end > now) {
        heard[scanner].set(now, end);
      }
    }
    now += seconds;
  }

  /** How many seconds of a time every scanner of a set heard. */
  int listened(int set, int from, int until) {
    BitSet all = new BitSet();
    all.set(from, until);
    for (int scanner = 0; scanner < heard.length; scanner++) {
      if ((set & (1 << scanner)) != 0) {
        all.and(heard[scanner]);
      }
    }
    return all.cardinality();
  }
}
