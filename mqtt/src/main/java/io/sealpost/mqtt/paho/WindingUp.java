package io.sealpost.mqtt.paho;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.tinylog.Logger;

/**
 * Sees to it that Paho's threads of one connection end. Its sending thread looks whether it is to
 * stop, and only then goes to sleep; if the call to wake up comes in between, nobody calls again.
 * So it is called until all of them are gone, on a thread of its own, since the link may be closed
 * and its threads with it.
 */
final class WindingUp implements Runnable {
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final ThreadGroup group;
  private final BooleanSupplier started;
  private final Runnable wake;
  private final Duration patience;

  /**
   * @param group all threads of the connection, and nothing else
   * @param started whether Paho has no more threads to start; one that was woken before could not
   *     be started, and Paho would try for ever
   * @param wake makes the sending thread look again
   * @param patience after which they are given up, with a warning
   */
  WindingUp(ThreadGroup group, BooleanSupplier started, Runnable wake, Duration patience) {
    this.group = group;
    this.started = started;
    this.wake = wake;
    this.patience = patience;
  }

  @Override
  public void run() {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (!living().isEmpty()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        Logger.warn("threads of a connection that is over do not end: {}", stacks());
        return;
      }
      if (started.getAsBoolean()) {
        wake.run();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    destroy();
  }

  private List<Thread> living() {
    Thread[] threads = new Thread[group.activeCount() + 8];
    int count = group.enumerate(threads);
    return Arrays.asList(threads).subList(0, count);
  }

  private List<String> stacks() {
    List<String> stacks = new ArrayList<>();
    for (Thread thread : living()) {
      stacks.add(thread.getName() + " at " + Arrays.toString(thread.getStackTrace()));
    }
    return stacks;
  }

  // Java 17 keeps a group in its parent until it is destroyed, one for each connection; later
  // versions do it by themselves, and this call nothing
  @SuppressWarnings("removal")
  private void destroy() {
    if (!group.isDestroyed()) {
      group.destroy();
    }
  }
}
