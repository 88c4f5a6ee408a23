package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptThreadsTest {
  private final Looks timer = new Looks();
  private final CountDownLatch ran = new CountDownLatch(1);
  private boolean running;
  private final PromptThreads threads = new PromptThreads(timer, task -> running);

  /** A timer whose time comes when the test says so. */
  private static final class Looks extends ScheduledThreadPoolExecutor {
    private final Deque<Runnable> due = new ArrayDeque<>();

    Looks() {
      super(1);
    }

    @Override
    public @Nullable ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      due.add(task);
      return null;
    }
  }

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
    timer.shutdownNow();
  }

  @Test
  void whoStartsATaskIsWokenOnceItRuns() throws InterruptedException {
    assertFalse(threads.submit(ran::countDown).isDone());
    ran.await();
    timer.due.remove().run();
    assertFalse(Thread.currentThread().isInterrupted(), "it does not count as running yet");
    running = true;
    timer.due.remove().run();
    assertTrue(Thread.interrupted());
    assertEquals(0, timer.due.size(), "nothing more is to be found out");
  }

  @Test
  void taskThatNeverRunsIsGivenUp() {
    assertFalse(threads.submit(ran::countDown).isDone());
    int looks = 0;
    while (!timer.due.isEmpty()) {
      timer.due.remove().run();
      looks++;
    }
    assertEquals(201, looks);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void taskIsNotEndedByItsFuture() throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    var future =
        threads.submit(
            () -> {
              try {
                cancelled.await();
                ran.countDown();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    future.cancel(true);
    cancelled.countDown();
    ran.await();
  }
}
