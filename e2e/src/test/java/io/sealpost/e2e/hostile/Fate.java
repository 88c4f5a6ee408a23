package io.sealpost.e2e.hostile;

import java.util.Map;

/** How many more steps a process of the station lives. */
final class Fate {
  private final Map<String, Integer> ends;
  private int left = Integer.MAX_VALUE;

  /**
   * @param ends counts where processes ended
   */
  Fate(Map<String, Integer> ends) {
    this.ends = ends;
  }

  /** It ends at that step: 0 is the next. */
  void endAt(int steps) {
    left = steps;
  }

  /** It lives. */
  void spare() {
    left = Integer.MAX_VALUE;
  }

  /**
   * A step, before which it may end.
   *
   * @throws Killed if it does
   */
  void step(String where) {
    if (left-- == 0) {
      ends.merge(where, 1, Integer::sum);
      throw new Killed(where);
    }
  }
}
