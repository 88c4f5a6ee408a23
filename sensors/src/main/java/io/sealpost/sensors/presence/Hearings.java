package io.sealpost.sensors.presence;

import java.util.List;

/** All scanners. A set of them is a mask of bits. */
final class Hearings {
  private final List<Hearing> all;

  Hearings(List<Hearing> all) {
    this.all = List.copyOf(all);
  }

  List<Hearing> all() {
    return all;
  }

  Hearing get(int scanner) {
    return all.get(scanner);
  }

  /** Until when every one of a set hears, unless they say more. */
  long listenedUntil(int set) {
    long until = Long.MAX_VALUE;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      until = Math.min(until, all.get(Integer.numberOfTrailingZeros(rest)).listenedUntil());
    }
    return until;
  }

  /** Since when every one of a set has heard without a gap; to be asked only while all hear. */
  long hearingSince(int set) {
    long since = Hearing.NEVER;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      since = Math.max(since, all.get(Integer.numberOfTrailingZeros(rest)).hearingSince());
    }
    return since;
  }

  /** Those of a set that hear now. */
  int hearing(int set, long now) {
    int hearing = 0;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      if (all.get(Integer.numberOfTrailingZeros(rest)).hears(now)) {
        hearing |= Integer.lowestOneBit(rest);
      }
    }
    return hearing;
  }
}
