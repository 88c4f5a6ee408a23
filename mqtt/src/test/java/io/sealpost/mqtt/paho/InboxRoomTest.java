package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.Await;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboxRoomTest {
  private final InboxRoom room = new InboxRoom(3, 100);
  private final CompletableFuture<Boolean> entered = new CompletableFuture<>();

  @Test
  void numberIsBounded() throws InterruptedException {
    enter(0, 0, 0);
    Thread waiting = waiting(0);
    room.leave(0);
    assertTrue(entered.join());
    waiting.join();
  }

  @Test
  void bytesAreBounded() throws InterruptedException {
    enter(60, 40);
    Thread waiting = waiting(41);
    room.leave(40);
    assertFalse(entered.isDone());
    room.leave(60);
    assertTrue(entered.join());
    waiting.join();
  }

  @Test
  void oneThatIsTooLargeForItWaitsForAllOthersOnly() {
    enter(1_000);
    room.leave(1_000);
    enter(100);
  }

  @Test
  void closingEndsTheWaitWithoutRoom() throws InterruptedException {
    enter(100);
    Thread waiting = waiting(1);
    room.close();
    assertFalse(entered.join());
    assertFalse(room.enter(0));
    waiting.join();
  }

  @Test
  void interruptIsKeptForLater() throws InterruptedException {
    enter(100);
    Thread waiting = waiting(1);
    waiting.interrupt();
    room.leave(100);
    assertTrue(entered.join());
    waiting.join();
    assertEquals(Thread.State.TERMINATED, waiting.getState());
  }

  private void enter(int... sizes) {
    for (int size : sizes) {
      assertTrue(room.enter(size));
    }
  }

  private Thread waiting(int size) {
    Thread thread = new Thread(() -> entered.complete(room.enter(size)));
    thread.start();
    Await.until("it waits", () -> thread.getState() == Thread.State.WAITING);
    return thread;
  }
}
