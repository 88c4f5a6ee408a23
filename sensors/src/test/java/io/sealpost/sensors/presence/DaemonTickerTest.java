package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonTickerTest {
  private static final long PATIENCE_SECONDS = 30;

  @Test
  void itTicksAgainAndAgainOnADaemonThread() throws InterruptedException {
    CountDownLatch ticks = new CountDownLatch(3);
    SynchronousQueue<Thread> threads = new SynchronousQueue<>();
    try (DaemonTicker ticker = new DaemonTicker("presence-test")) {
      ticker.start(
          () -> {
            ticks.countDown();
            boolean unused = threads.offer(Thread.currentThread());
            return Duration.ZERO;
          });
      assertTrue(ticks.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      Thread thread = threads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertTrue(thread != null && thread.isDaemon());
      assertEquals("presence-test", thread.getName());
    }
  }

  @Test
  void aTickThatFailsIsNotTheLast() throws InterruptedException {
    CountDownLatch ticks = new CountDownLatch(3);
    try (DaemonTicker ticker = new DaemonTicker("presence-test", Duration.ZERO)) {
      ticker.start(
          () -> {
            ticks.countDown();
            throw new IllegalStateException("a fault");
          });
      assertTrue(ticks.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void closeEndsTheThread() throws InterruptedException {
    SynchronousQueue<Thread> threads = new SynchronousQueue<>();
    DaemonTicker ticker = new DaemonTicker("presence-test");
    ticker.start(
        () -> {
          boolean unused = threads.offer(Thread.currentThread());
          return Duration.ZERO;
        });
    Thread thread = threads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ticker.close();
    assertTrue(thread != null);
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertTrue(!thread.isAlive());
  }
}
