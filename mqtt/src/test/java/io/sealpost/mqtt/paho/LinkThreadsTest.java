package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkThreadsTest {
  private final List<String> crashes = new CopyOnWriteArrayList<>();
  private final LinkThreads threads =
      new LinkThreads("test", failure -> crashes.add(String.valueOf(failure.getMessage())));

  @AfterEach
  void stop() {
    threads.stop();
  }

  @Test
  void decisionThatThrowsIsReportedAndTheNextOneIsMade() {
    CompletableFuture<String> next = new CompletableFuture<>();
    threads.decide(
        () -> {
          throw new IllegalStateException("bug");
        });
    threads.decide(() -> next.complete("made"));
    assertEquals("made", next.join());
    assertEquals(List.of("bug"), crashes);
  }

  @Test
  void errorInADecisionIsReportedToo() {
    CompletableFuture<String> next = new CompletableFuture<>();
    threads.decide(
        () -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    threads.decide(() -> next.complete("made"));
    assertEquals("made", next.join());
    assertEquals(List.of("unable to create native thread"), crashes);
  }

  @Test
  void whatAThreadOfPahoDoesNotCatchIsReported() {
    threads.decide(
        () ->
            new Thread(
                    () -> {
                      throw new AssertionError("bug in a library");
                    })
                .start());
    Await.until("it is reported", () -> !crashes.isEmpty());
    assertEquals(List.of("bug in a library"), crashes);
  }

  @Test
  void whatAThreadOfOneConnectionDoesNotCatchIsReportedToThatConnection() {
    List<String> connection = new CopyOnWriteArrayList<>();
    ThreadGroup group =
        threads.connectionGroup(failure -> connection.add(String.valueOf(failure.getMessage())));
    threads.start(
        group,
        () ->
            new Thread(
                    () -> {
                      throw new AssertionError("bug in a library");
                    })
                .start());
    Await.until("it is reported", () -> !connection.isEmpty());
    assertEquals(List.of("bug in a library"), connection);
    assertEquals(List.of(), crashes);
  }

  @Test
  void whatIsDetachedRunsAfterTheEndToo() {
    CompletableFuture<Boolean> daemon = new CompletableFuture<>();
    threads.stop();
    threads.detach(() -> daemon.complete(Thread.currentThread().isDaemon()));
    assertTrue(daemon.join());
  }

  @Test
  void threadsOfPahoAreDaemonsToo() {
    CompletableFuture<Boolean> daemon = new CompletableFuture<>();
    threads.decide(
        () -> new Thread(() -> daemon.complete(Thread.currentThread().isDaemon())).start());
    assertTrue(daemon.join());
  }

  @Test
  void eventThatThrowsDoesNotCrashTheLink() {
    CompletableFuture<Boolean> next = new CompletableFuture<>();
    threads.event(
        () -> {
          throw new IllegalStateException("the caller's code of a test fails on purpose");
        });
    threads.event(() -> next.complete(threads.isEventThread()));
    assertTrue(next.join());
    assertEquals(List.of(), crashes);
    assertFalse(threads.isEventThread());
  }

  @Test
  void eventThatWaitsDoesNotHoldDecisionsUp() {
    CompletableFuture<Void> decided = new CompletableFuture<>();
    CompletableFuture<Void> event = new CompletableFuture<>();
    threads.event(
        () -> {
          decided.join();
          event.complete(null);
        });
    var unused = threads.decideAfter(Duration.ofMillis(1), () -> decided.complete(null));
    event.join();
  }

  @Test
  void nothingIsThrownAtThoseWhoComeTooLate() {
    threads.stop();
    threads.decide(() -> crashes.add("decision after the end"));
    threads.event(() -> crashes.add("event after the end"));
    assertEquals(List.of(), crashes);
  }
}
