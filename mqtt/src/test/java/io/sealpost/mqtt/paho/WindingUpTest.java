package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.TestLog;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WindingUpTest {
  private final ThreadGroup group = new ThreadGroup("test");
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void sleeperIsCalledUntilItHears() {
    Thread sleeper = sleeper();
    Runnable thirdCall =
        () -> {
          if (calls.incrementAndGet() == 3) {
            end.countDown();
          }
        };
    new WindingUp(group, () -> true, thirdCall, Duration.ofMinutes(1)).run();
    assertFalse(sleeper.isAlive());
    assertEquals(0, group.activeCount());
  }

  @Test
  void nobodyIsCalledBeforeEverythingHasStarted() {
    Thread sleeper = sleeper();
    AtomicInteger looks = new AtomicInteger();
    new WindingUp(
            group,
            () -> {
              boolean started = looks.incrementAndGet() == 3;
              assertEquals(0, calls.get());
              return started;
            },
            () -> {
              calls.incrementAndGet();
              end.countDown();
            },
            Duration.ofMinutes(1))
        .run();
    assertFalse(sleeper.isAlive());
    assertTrue(looks.get() >= 3);
  }

  @Test
  void nothingIsDoneForThreadsThatHaveEnded() {
    new WindingUp(group, () -> true, calls::incrementAndGet, Duration.ofMinutes(1)).run();
    assertEquals(0, calls.get());
  }

  @Test
  void threadThatDoesNotEndIsGivenUpAndNamed() throws IOException {
    Thread sleeper = sleeper();
    try (TestLog log = new TestLog()) {
      new WindingUp(group, () -> true, () -> {}, Duration.ZERO).run();
      assertTrue(log.text().contains("do not end: [sleeper at ["), log.text());
    }
    assertTrue(sleeper.isAlive());
    end.countDown();
  }

  private Thread sleeper() {
    Thread sleeper =
        new Thread(
            group,
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "sleeper");
    sleeper.start();
    return sleeper;
  }
}
