package io.sealpost.mqtt.paho;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.client.mqttv3.internal.CommsCallback;
import org.eclipse.paho.client.mqttv3.internal.CommsReceiver;
import org.eclipse.paho.client.mqttv3.internal.CommsSender;
import org.tinylog.Logger;

/**
 * Gives each task of Paho's a thread of its own, as Paho does without an executor. But who started
 * one of the three that a connection has looks only every 100 ms whether it runs, so that each
 * connection would take up to 0.3 s longer than it needs. Here it is woken as soon as it does.
 */
final class PromptThreads extends AbstractExecutorService implements ScheduledExecutorService {
  private static final long LOOK_MICROS = 500;

  /** After that Paho finds out by itself. */
  private static final int MOST_LOOKS = 200;

  private final ScheduledExecutorService timer;
  private final Predicate<Runnable> running;

  /**
   * @param timer looks whether a thread runs; may be shut down before it found out
   */
  PromptThreads(ScheduledExecutorService timer) {
    this(timer, PromptThreads::isRunning);
  }

  /** With another way to see whether a task runs. */
  PromptThreads(ScheduledExecutorService timer, Predicate<Runnable> running) {
    this.timer = timer;
    this.running = running;
  }

  @Override
  public void execute(Runnable task) {
    // In the group of the thread that starts it, and a daemon as that one is.
    new Thread(task).start();
  }

  /** A future that says nothing: Paho would interrupt by it what it stops. */
  @Override
  public Future<?> submit(Runnable task) {
    Thread starting = Thread.currentThread();
    execute(task);
    look(task, starting, MOST_LOOKS);
    return new CompletableFuture<Void>();
  }

  // Paho holds a lock while it submits, which the task needs before it counts as running: so it is
  // somebody else who has to look.
  private void look(Runnable task, Thread starting, int left) {
    try {
      var unused =
          timer.schedule(() -> wake(task, starting, left), LOOK_MICROS, TimeUnit.MICROSECONDS);
    } catch (RejectedExecutionException e) {
      Logger.debug("a connection began while its link was closed");
    }
  }

  // An interrupt that comes too late is harmless: the thread only hands over the CONNECT, and ends.
  private void wake(Runnable task, Thread starting, int left) {
    if (running.test(task)) {
      starting.interrupt();
    } else if (left > 0) {
      look(task, starting, left - 1);
    }
  }

  private static boolean isRunning(Runnable task) {
    return (task instanceof CommsReceiver receiver && receiver.isRunning())
        || (task instanceof CommsSender sender && sender.isRunning())
        || (task instanceof CommsCallback callback && callback.isRunning());
  }

  @Override
  public void shutdown() {
    // has nothing of its own
  }

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }

  // Only for Paho's own reconnecting, which is not used.

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long first, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long first, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }
}
