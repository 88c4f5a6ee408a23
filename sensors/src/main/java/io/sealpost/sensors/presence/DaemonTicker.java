package io.sealpost.sensors.presence;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/** A ticker with a daemon thread. */
final class DaemonTicker implements Ticker {
  /** Keeps a fault in the reckoning of times from occupying a processor. */
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final Duration afterFault;
  private final ScheduledExecutorService executor;

  /**
   * @param name of the thread
   */
  DaemonTicker(String name) {
    this(name, AFTER_FAULT);
  }

  /**
   * @param afterFault how soon the next call comes after one that failed
   */
  DaemonTicker(String name, Duration afterFault) {
    this.afterFault = afterFault;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void start(Tick tick) {
    executor.execute(() -> run(tick));
  }

  private void run(Tick tick) {
    Duration wait = afterFault;
    try {
      wait = tick.tick();
    } catch (RuntimeException | LinkageError e) {
      // A fault of this program, but it shall not end the thread in silence.
      Logger.error(e, "the decision on presence failed in a way that it should not");
    }
    long nanos = Math.max(SHORTEST.toNanos(), wait.toNanos());
    try {
      // run() handles its own faults, so there is nothing to learn from the future.
      var unused = executor.schedule(() -> run(tick), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      Logger.debug("no more ticks: closed");
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
