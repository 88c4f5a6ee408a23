package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  void knowsNothingBeforeTheFirstAnswer() throws InterruptedException {
    assertFalse(watch.known());
    look(Optional.empty());
    assertTrue(watch.known(), "that the system says nothing is an answer, too");
  }

  @Test
  void doesNotTrustTheClockFromADoubtToTheNextAnswer() throws InterruptedException {
    look(Optional.of(true));
    watch.doubt();
    assertFalse(watch.synchronised());
    look(Optional.of(true));
    assertTrue(watch.synchronised());
    assertEquals(2, changes);
  }

  @Test
  void doesNotBelieveAnAnswerToAQuestionFromBeforeADoubt() throws InterruptedException {
    List<ClockWatch> doubting = new ArrayList<>();
    ClockWatch asked =
        new ClockWatch(
            () -> {
              doubting.forEach(ClockWatch::doubt);
              doubting.clear();
              return Optional.of(true);
            },
            () -> changes++);
    doubting.add(asked);
    asked.look();
    assertFalse(asked.synchronised());
    assertEquals(0, changes);
    asked.look();
    assertTrue(asked.synchronised());
  }

  @Test
  @Timeout(30)
  void asksAgainAtOnceWhenItIsDoubted() throws InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(2);
    ClockWatch running =
        new ClockWatch(
            () -> {
              first.countDown();
              second.countDown();
              return Optional.of(true);
            },
            () -> {});
    Thread thread = new Thread(running);
    thread.start();
    first.await();
    running.doubt();
    second.await();
    running.close();
    thread.join();
    assertFalse(thread.isAlive());
  }

  @Test
  void looksOftenOnlyUntilTheClockIsSynchronised() throws InterruptedException {
    assertEquals(Duration.ofSeconds(5), look(Optional.of(false)));
    assertEquals(Duration.ofSeconds(5), look(Optional.empty()));
    assertEquals(Duration.ofMinutes(10), look(Optional.of(true)));
  }

  @Test
  void looksLessOftenWhenTheClockHasNotBeenSynchronisedForAMinute() throws InterruptedException {
    for (int second = 0; second < 55; second += 5) {
      assertEquals(Duration.ofSeconds(5), look(Optional.of(false)));
    }
    assertEquals(Duration.ofSeconds(30), look(Optional.of(false)));
    assertEquals(Duration.ofSeconds(30), look(Optional.empty()));
  }

  @Test
  void looksOftenAgainAfterADoubt() throws InterruptedException {
    for (int second = 0; second < 60; second += 5) {
      look(Optional.of(false));
    }
    watch.doubt();
    assertEquals(Duration.ofSeconds(5), look(Optional.of(false)));
  }

  @Test
  void looksOftenAgainAfterTheClockWasSynchronised() throws InterruptedException {
    for (int second = 0; second < 60; second += 5) {
      look(Optional.of(false));
    }
    look(Optional.of(true));
    assertEquals(Duration.ofSeconds(5), look(Optional.of(false)));
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
  void tellsOfTheFirstAnswerAndOfChangesOnly() throws InterruptedException {
    look(Optional.of(false));
    look(Optional.of(false));
    assertEquals(1, changes, "that it is known");
    look(Optional.of(true));
    look(Optional.of(true));
    assertEquals(2, changes);
    look(Optional.empty());
    assertEquals(3, changes);
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
