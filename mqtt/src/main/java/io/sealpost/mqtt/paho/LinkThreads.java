package io.sealpost.mqtt.paho;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The threads of one link. The first decides and never waits; the second runs the caller's code,
 * but for what follows a publish that succeeded. All are daemons, Paho's too, which inherit it:
 * what keeps a process alive is its own main thread, and a link must not outlive that one
 * unnoticed.
 */
final class LinkThreads {
  private final ScheduledThreadPoolExecutor decisions;
  private final ExecutorService events;
  private final Consumer<Throwable> crashed;
  private final ThreadGroup group;
  private final String name;

  // process lifetime: written when the thread is made, or made again after an error
  private volatile @Nullable Thread eventThread;

  /**
   * @param name for thread names
   * @param crashed told of everything that a thread of the link did not catch
   */
  LinkThreads(String name, Consumer<Throwable> crashed) {
    this.crashed = crashed;
    this.name = name;
    group = new Group(null, "link " + name, crashed);
    decisions = new ScheduledThreadPoolExecutor(1, task -> daemon(group, task, "link " + name));
    decisions.setRemoveOnCancelPolicy(true);
    events =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = daemon(group, task, "link events " + name);
              eventThread = thread;
              return thread;
            });
  }

  /** For timeouts that must not wait for anything. */
  ScheduledExecutorService timer() {
    return decisions;
  }

  /** Decides something, soon. */
  void decide(Runnable decision) {
    submit(() -> decisions.execute(guarded(decision)));
  }

  /** Decides something after a while; not to be called after {@link #stop}. */
  ScheduledFuture<?> decideAfter(Duration delay, Runnable decision) {
    return decisions.schedule(guarded(decision), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs the caller's code, in the order of these calls; what it throws is logged. */
  void event(Runnable event) {
    submit(
        () ->
            events.execute(
                () -> {
                  try {
                    event.run();
                  } catch (RuntimeException e) {
                    Logger.error(e, "the program's own code failed in an event of its link");
                  }
                }));
  }

  /**
   * A group for the threads that Paho starts for one connection. Whoever makes one ends it with
   * {@link WindingUp}.
   *
   * @param failed told of everything that one of them did not catch, on the thread itself
   */
  ThreadGroup connectionGroup(Consumer<Throwable> failed) {
    return new Group(group, "connection " + name, failed);
  }

  /** Runs something on a thread of its own, in a group that all it starts inherit. */
  void start(ThreadGroup in, Runnable task) {
    daemon(in, task, "link starting " + name).start();
  }

  /** Runs something to the end on a thread of its own, whatever becomes of the link. */
  void detach(Runnable task) {
    daemon(group, task, "link ending " + name).start();
  }

  /** Whether the caller's code is what runs this. */
  boolean isEventThread() {
    return Thread.currentThread().equals(eventThread);
  }

  /** Ends both threads after what is to be done already, what is to be done later included. */
  void stop() {
    decisions.shutdown();
    events.shutdown();
  }

  // Errors too, as when no thread can be started: an executor that schedules keeps them to itself.
  private Runnable guarded(Runnable decision) {
    return () -> {
      try {
        decision.run();
      } catch (RuntimeException | Error e) {
        crashed.accept(e);
      }
    };
  }

  // After stop there is nobody left to tell: threads of Paho may still be winding up.
  private static void submit(Runnable submission) {
    try {
      submission.run();
    } catch (RejectedExecutionException e) {
      Logger.debug("dropped an event of a link that is closed");
    }
  }

  private static Thread daemon(ThreadGroup group, Runnable task, String name) {
    Thread thread = new Thread(group, task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Inherited by every thread that Paho starts, which have no other way to report an exception. */
  private static final class Group extends ThreadGroup {
    private final Consumer<Throwable> failed;

    Group(@Nullable ThreadGroup parent, String name, Consumer<Throwable> failed) {
      super(parent == null ? Thread.currentThread().getThreadGroup() : parent, name);
      this.failed = failed;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
      failed.accept(failure);
    }
  }
}
