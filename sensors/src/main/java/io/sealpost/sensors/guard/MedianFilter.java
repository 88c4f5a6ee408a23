package io.sealpost.sensors.guard;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The middle one of the last values. Owned by one thread. */
final class MedianFilter {
  private final int size;
  private final Deque<Double> last = new ArrayDeque<>();

  /**
   * @param size how many values, odd
   */
  MedianFilter(int size) {
    this.size = size;
  }

  /** Takes a value in; returns the median, of fewer values at the beginning. */
  double add(double value) {
    if (last.size() == size) {
      last.removeFirst();
    }
    last.addLast(value);
    double[] sorted = new double[last.size()];
    int filled = 0;
    for (double each : last) {
      sorted[filled++] = each;
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Forgets all values. */
  void clear() {
    last.clear();
  }
}
