package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClockWatchTest {
  private final Deque<Optional<Boolean>> answers = new ArrayDeque<>();
  private int changes;
  private final ClockWatch watch = new ClockWatch(answers::removeFirst, () -> changes++);

  private Duration look(Optional<Boolean> answer) throws InterruptedException {
    answers.add(answer);
    return watch.look();
  }

  @Test
  void doesNotTrustTheClockBeforeItHasLooked() {
    assertFalse(watch.synchronised());
  }

  @Test
  void saysWhatTheSystemSaid() throws InterruptedException {
    look(Optional.of(true));
    assertTrue(watch.synchronised());
    look(Optional.of(false));
    assertFalse(watch.synchronised());
  }

  @Test
  void doesNotTrustTheClockWhenTheSystemSaysNothing() throws InterruptedException {
    look(Optional.of(true));
    look(Optional.empty());
    assertFalse(watch.synchronised());
    look(Optional.empty());
    assertFalse(watch.synchronised());
  }

  @Test
  void looksOftenOnlyUntilTheClockIsSynchronised() throws InterruptedException {
    assertEquals(Duration.ofSeconds(15), look(Optional.of(false)));
    assertEquals(Duration.ofSeconds(15), look(Optional.empty()));
    assertEquals(Duration.ofMinutes(10), look(Optional.of(true)));
  }

  @Test
  @Timeout(30)
  void endsWhenInterruptedAndLeavesTheMark() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    ClockWatch running =
        new ClockWatch(
            () -> {
              asked.countDown();
              return Optional.of(true);
            },
            () -> {});
    List<Boolean> interrupted = new CopyOnWriteArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              running.run();
              interrupted.add(Thread.currentThread().isInterrupted());
            });
    thread.start();
    asked.await();
    thread.interrupt();
    thread.join();
    assertEquals(List.of(true), interrupted);
    assertTrue(running.synchronised());
  }

  @Test
  void tellsOfChangesOnly() throws InterruptedException {
    look(Optional.of(false));
    assertEquals(0, changes);
    look(Optional.of(true));
    look(Optional.of(true));
    assertEquals(1, changes);
    look(Optional.empty());
    assertEquals(2, changes);
  }

  @Test
  @Timeout(30)
  void endsWhenClosedHoweverLongItWouldWait() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    ClockWatch running =
        new ClockWatch(
            () -> {
              asked.countDown();
              return Optional.of(true);
            },
            () -> {});
    Thread thread = new Thread(running);
    thread.start();
    asked.await();
    running.close();
    thread.join();
    assertFalse(thread.isInterrupted());
  }
}
