package io.sealpost.mqtt.paho;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What waits for the end of a connection or for something earlier. After the end nothing can be
 * added, so that nothing waits for ever. Safe for use by several threads.
 *
 * @param <T> compared by identity
 */
final class InFlight<T> {
  private final int most;

  // connection, guarded by this
  private final Set<T> waiting = new LinkedHashSet<>();
  private boolean ended;

  /** What became of {@link #add}. */
  enum Admission {
    /** It waits now. */
    ADDED,
    /** Too many wait already. */
    FULL,
    /** The end came already. */
    ENDED
  }

  /**
   * @param most that can wait at a time
   */
  InFlight(int most) {
    this.most = most;
  }

  /** Adds, if possible. */
  synchronized Admission add(T entry) {
    if (ended) {
      return Admission.ENDED;
    }
    if (waiting.size() >= most) {
      return Admission.FULL;
    }
    waiting.add(entry);
    return Admission.ADDED;
  }

  /** Removes; false if it was not there, or not any more. */
  synchronized boolean remove(T entry) {
    boolean removed = waiting.remove(entry);
    if (waiting.isEmpty()) {
      notifyAll();
    }
    return removed;
  }

  /** Ends it, and hands over what still waited, in the order in which it was added. */
  synchronized List<T> end() {
    ended = true;
    List<T> left = new ArrayList<>(waiting);
    waiting.clear();
    notifyAll();
    return left;
  }

  /**
   * Waits until nothing waits any more.
   *
   * @param patience at most this long
   */
  synchronized void awaitEmpty(Duration patience) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (!waiting.isEmpty()) {
      long leftNanos = deadlineNanos - System.nanoTime();
      if (leftNanos <= 0) {
        return;
      }
      wait(leftNanos / 1_000_000, (int) (leftNanos % 1_000_000));
    }
  }
}
