package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventChildIT {
  private static EventChild shell(String script) {
    return new EventChild(List.of("/bin/sh", "-c", script));
  }

  @Test
  void eachLineIsPassedOnUntilTheProgramEnds() throws Exception {
    List<String> lines = new ArrayList<>();
    shell("echo one; echo two >&2; printf 'no end'").listen(lines::add);
    assertEquals(List.of("one", "two"), lines);
  }

  @Test
  void aLineIsPassedOnWhileTheProgramLives() throws Exception {
    EventChild child = shell("echo one; exec sleep 64.5");
    CountDownLatch heard = new CountDownLatch(1);
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              try {
                child.listen(line -> heard.countDown());
              } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("closed"), e.toString());
              }
            });
    assertTrue(heard.await(30, TimeUnit.SECONDS));
    child.close();
    end.get(30, TimeUnit.SECONDS);
  }

  @Test
  void afterClosingNothingIsStarted() {
    EventChild child = shell("echo one");
    child.close();
    assertThrows(IOException.class, () -> child.listen(line -> {}));
  }

  @Test
  void aMissingProgramIsToldAsSuch() {
    EventChild child = new EventChild(List.of("/no/such/iw", "event"));
    IOException e = assertThrows(IOException.class, () -> child.listen(line -> {}));
    assertTrue(String.valueOf(e.getMessage()).contains("/no/such/iw"), e.toString());
  }
}
