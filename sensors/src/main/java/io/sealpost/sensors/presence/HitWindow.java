package io.sealpost.sensors.presence;

/** Whether enough hits came soon enough after one another. */
final class HitWindow {
  private final long[] times;
  private final long windowNanos;
  private int count;

  /**
   * @param hits how many are enough, 1 to 10
   * @param windowNanos from the first of them to the last, at most
   */
  HitWindow(int hits, long windowNanos) {
    this.times = new long[hits];
    this.windowNanos = windowNanos;
  }

  /**
   * Takes a hit. One that is no later than the one before is the same news again.
   *
   * @return whether that makes enough
   */
  boolean add(long time) {
    if (count > 0 && time <= times[(count - 1) % times.length]) {
      return false;
    }
    times[count % times.length] = time;
    count = count + 1 < 2 * times.length ? count + 1 : times.length;
    return count >= times.length && time - times[count % times.length] <= windowNanos;
  }

  void clear() {
    count = 0;
  }
}
