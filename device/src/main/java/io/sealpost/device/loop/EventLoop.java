package io.sealpost.device.loop;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Runs events one after the other on the thread that calls {@link #runUntil}.
 *
 * <p>The queue has no bound of its own; whoever posts has one: a sensor has one sample under way, a
 * publisher a window, the link a fixed number of messages.
 */
public final class EventLoop implements Inbox {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final LongSupplier nanos;

  /** What runs in the loop. */
  public interface Steps {
    /** Does what is due. */
    void tick(long now);

    /** When something will be due, in nanoseconds since the agent started. */
    long nextDue();
  }

  /**
   * @param nanos since the agent started
   */
  public EventLoop(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void post(Event event) {
    events.add(event);
  }

  /** Whether nothing that was posted waits. */
  public boolean isIdle() {
    return events.isEmpty();
  }

  /**
   * Runs until there is nothing more to wait for.
   *
   * @param done asked after every event
   * @param patience runs no longer than this
   */
  public void runUntil(BooleanSupplier done, Duration patience, Steps steps)
      throws InterruptedException {
    long start = nanos.getAsLong();
    long most = patience.toNanos();
    while (turn(start, done, most, steps)) {
      // once more
    }
  }

  // A method of its own: a loop that is entered once is interpreted for its first hours.
  private boolean turn(long start, BooleanSupplier done, long most, Steps steps)
      throws InterruptedException {
    if (done.getAsBoolean()) {
      return false;
    }
    long now = nanos.getAsLong();
    long left = most - (now - start);
    if (left <= 0) {
      return false;
    }
    steps.tick(now);
    Event event = events.poll(Math.min(left, steps.nextDue() - now), TimeUnit.NANOSECONDS);
    if (event != null) {
      event.at(nanos.getAsLong());
    }
    return true;
  }
}
