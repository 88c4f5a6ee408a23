package io.sealpost.sensors.wifi;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that the test sets; what is due is done on the thread of the test. */
final class FakePace implements Pace {
  boolean closed;

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::untilDue).thenComparing(Task::number));

  /** Overflows after an hour. */
  private long now = Long.MAX_VALUE - Duration.ofHours(1).toNanos();

  private final long start = now;
  private int number;

  private final class Task {
    private final long due;
    private final int order;
    private final Runnable action;

    Task(long due, int order, Runnable action) {
      this.due = due;
      this.order = order;
      this.action = action;
    }

    long untilDue() {
      return due - start;
    }

    int number() {
      return order;
    }
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    if (!closed) {
      tasks.add(new Task(now + delay.toNanos(), number++, task));
    }
  }

  @Override
  public void close() {
    closed = true;
    tasks.clear();
  }

  int waiting() {
    return tasks.size();
  }

  /** Lets time pass, and does what becomes due, each at its time. */
  void pass(Duration time) {
    long end = now + time.toNanos();
    for (Task next = tasks.peek(); next != null && next.due - end <= 0; next = tasks.peek()) {
      tasks.remove(next);
      now = next.due;
      next.action.run();
    }
    // A task may have let time pass itself.
    now = end - now > 0 ? end : now;
  }

  void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }
}
