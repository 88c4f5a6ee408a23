package io.sealpost.e2e.rig;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A list that others add to and tests wait for. Safe for use by several threads. */
public final class Growing<T> {
  /** Items at the end that a message shows. */
  private static final int SHOWN = 25;

  private static final int WIDTH = 400;

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All guarded by lock.
  private final List<T> items = new ArrayList<>();
  private final List<Instant> arrivals = new ArrayList<>();
  private boolean ended;

  /**
   * @param name for messages
   */
  Growing(String name) {
    this.name = name;
  }

  void add(T item) {
    lock.lock();
    try {
      items.add(item);
      arrivals.add(Instant.now());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that nothing more will come. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** All items so far. */
  public List<T> all() {
    lock.lock();
    try {
      return List.copyOf(items);
    } finally {
      lock.unlock();
    }
  }

  /** When each of {@link #all()} was added. */
  public List<Instant> arrivals() {
    lock.lock();
    try {
      return List.copyOf(arrivals);
    } finally {
      lock.unlock();
    }
  }

  /** How many items there are so far: where to go on with {@link #await}. */
  public int size() {
    return all().size();
  }

  /** Waits for an item, be it already there. */
  public T await(String what, Predicate<T> wanted, Duration patience) {
    return await(what, 0, wanted, patience);
  }

  /**
   * Waits for an item.
   *
   * @param what for the message if it does not come
   * @param from how many items to skip
   */
  public T await(String what, int from, Predicate<T> wanted, Duration patience) {
    long left = patience.toNanos();
    int next = from;
    lock.lock();
    try {
      while (true) {
        for (; next < items.size(); next++) {
          if (wanted.test(items.get(next))) {
            return items.get(next);
          }
        }
        if (ended || left <= 0) {
          throw missing(what);
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing more will come. */
  void awaitEnd() {
    lock.lock();
    try {
      while (!ended) {
        changed.await();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private AssertionError missing(String what) {
    return new AssertionError(what + (ended ? " never came; " : " did not come in time; ") + this);
  }

  private AssertionError interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new AssertionError("interrupted while waiting for " + name, cause);
  }

  @Override
  public String toString() {
    List<T> all = all();
    int left = Math.max(0, all.size() - SHOWN);
    StringBuilder text = new StringBuilder(name).append(":");
    if (left > 0) {
      text.append("\n... ").append(left).append(" before");
    }
    all.subList(left, all.size()).forEach(item -> text.append('\n').append(shortened(item)));
    return text.toString();
  }

  private static String shortened(Object item) {
    String text = item.toString();
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "...";
  }
}
