package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadPaceTest {
  private static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(30, TimeUnit.SECONDS), "nothing happened");
  }

  @Test
  void tasksRunInTurnOnOneThreadOfTheGivenName() throws Exception {
    ThreadPace pace = new ThreadPace("pace of a test");
    AtomicReference<Thread> first = new AtomicReference<>();
    AtomicReference<Thread> second = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    pace.after(Duration.ZERO, () -> first.set(Thread.currentThread()));
    pace.after(
        Duration.ofMillis(1),
        () -> {
          second.set(Thread.currentThread());
          done.countDown();
        });
    await(done);
    pace.close();
    Thread worker = Objects.requireNonNull(first.get());
    assertSame(worker, second.get());
    assertEquals("pace of a test", worker.getName());
    assertTrue(worker.isDaemon());
  }

  @Test
  void closingInterruptsWhatRunsAndDropsTheRest() throws Exception {
    ThreadPace pace = new ThreadPace("pace of a test");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicInteger later = new AtomicInteger();
    pace.after(
        Duration.ZERO,
        () -> {
          begun.countDown();
          try {
            assertFalse(new CountDownLatch(1).await(60, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    pace.after(Duration.ZERO, later::incrementAndGet);
    await(begun);
    pace.close();
    await(interrupted);
    pace.after(Duration.ZERO, later::incrementAndGet);
    pace.close();
    assertEquals(0, later.get());
  }
}
