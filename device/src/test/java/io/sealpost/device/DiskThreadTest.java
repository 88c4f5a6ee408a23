package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.loop.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiskThreadTest {
  private final BlockingQueue<Inbox.Event> events = new LinkedBlockingQueue<>();
  private final DiskThread disk = new DiskThread(events::add);
  private final List<Optional<IOException>> outcomes = new ArrayList<>();

  @Test
  void waitsForTheDiskAndTellsTheAgentsThread() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    disk.run(
        () -> {
          slow.await();
          ran.complete(Thread.currentThread());
          return null;
        },
        outcomes::add);
    assertTrue(events.isEmpty());
    slow.countDown();
    events.take().at(0);
    assertEquals(List.of(Optional.empty()), outcomes);
    assertNotEquals(Thread.currentThread(), ran.get());
    assertTrue(ran.get().isDaemon());
  }

  @Test
  void tellsThatTheDiskFailed() throws Exception {
    IOException full = new IOException("No space left on device");
    disk.run(
        () -> {
          throw full;
        },
        outcomes::add);
    events.take().at(0);
    assertEquals(List.of(Optional.of(full)), outcomes);
  }

  @Test
  void doesOneThingAfterTheOtherAndAllOfItBeforeItEnds() throws Exception {
    List<Integer> done = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      if (i % 2 == 0) {
        disk.execute(() -> done.add(number));
      } else {
        disk.run(
            () -> {
              done.add(number);
              return null;
            },
            outcomes::add);
      }
    }
    disk.finish();
    assertEquals(100, done.size());
    for (int i = 0; i < 100; i++) {
      assertEquals(i, done.get(i));
    }
    assertEquals(50, events.size());
  }

  @Test
  void letsAFaultOfTheProgramReachTheThreadsHandler() throws Exception {
    CompletableFuture<Throwable> reached = new CompletableFuture<>();
    disk.execute(
        () ->
            Thread.currentThread()
                .setUncaughtExceptionHandler((thread, fault) -> reached.complete(fault)));
    disk.run(
        () -> {
          throw new IllegalArgumentException("broken");
        },
        outcomes::add);
    Throwable fault = reached.get();
    assertEquals("broken", String.valueOf(fault.getCause()).replaceAll(".*: ", ""));
    assertEquals(List.of(), outcomes);
  }

  @Test
  void tellsThatTheDiskFailedHoweverThatIsWrapped() throws Exception {
    IOException gone = new IOException("Input/output error");
    disk.run(
        () -> {
          throw new UncheckedIOException(gone);
        },
        outcomes::add);
    events.take().at(0);
    assertEquals(List.of(Optional.of(gone)), outcomes);
  }

  @Test
  void doesOnTheCallersThreadWhatIsAskedForAfterItsEnd() throws Exception {
    disk.finish();
    List<Thread> ran = new ArrayList<>();
    disk.run(
        () -> {
          ran.add(Thread.currentThread());
          return null;
        },
        outcomes::add);
    assertEquals(List.of(Thread.currentThread()), ran);
    events.take().at(0);
    assertEquals(List.of(Optional.empty()), outcomes);
  }
}
