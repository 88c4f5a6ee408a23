package io.sealpost.mqtt.paho;

import static io.sealpost.mqtt.paho.InFlight.Admission.ADDED;
import static io.sealpost.mqtt.paho.InFlight.Admission.ENDED;
import static io.sealpost.mqtt.paho.InFlight.Admission.FULL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight<String> inFlight = new InFlight<>(2);

  @Test
  void takesNoMoreThanAllowedUntilOneIsDone() {
    assertEquals(ADDED, inFlight.add("a"));
    assertEquals(ADDED, inFlight.add("b"));
    assertEquals(FULL, inFlight.add("c"));
    assertTrue(inFlight.remove("a"));
    assertEquals(ADDED, inFlight.add("c"));
  }

  @Test
  void handsOverWhatIsLeftInOrderAndTakesNothingAfterwards() {
    inFlight.add("b");
    inFlight.add("a");
    assertEquals(List.of("b", "a"), inFlight.end());
    assertEquals(ENDED, inFlight.add("c"));
    assertEquals(List.of(), inFlight.end());
  }

  @Test
  void whatIsGoneCannotBeRemovedAgain() {
    inFlight.add("a");
    assertTrue(inFlight.remove("a"));
    assertFalse(inFlight.remove("a"));
    inFlight.add("b");
    inFlight.end();
    assertFalse(inFlight.remove("b"));
  }

  @Test
  void waitEndsAtOnceWhenNothingWaits() throws InterruptedException {
    inFlight.awaitEmpty(Await.PATIENCE);
    assertEquals(List.of(), inFlight.end());
  }

  @Test
  void waitEndsWithTheLastOneOrWithTheEnd() throws InterruptedException {
    for (Runnable last : List.<Runnable>of(() -> inFlight.remove("a"), inFlight::end)) {
      inFlight.add("a");
      Thread waiting = waiting(Await.PATIENCE);
      Await.until("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
      last.run();
      waiting.join();
    }
  }

  @Test
  void waitEndsWithPatience() throws InterruptedException {
    inFlight.add("a");
    inFlight.awaitEmpty(Duration.ofMillis(5));
    assertEquals(List.of("a"), inFlight.end());
  }

  private Thread waiting(Duration patience) {
    Thread thread =
        new Thread(
            () -> {
              try {
                inFlight.awaitEmpty(patience);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    return thread;
  }
}
