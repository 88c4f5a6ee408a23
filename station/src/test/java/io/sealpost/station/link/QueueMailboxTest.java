package io.sealpost.station.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.IncomingMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QueueMailboxTest {
  private static final Happening MESSAGE =
      new Happening.Arrived(new IncomingMessage("topic", new byte[0], false));

  private final QueueMailbox mailbox = new QueueMailbox();

  @Test
  void happeningsComeOutInOrder() {
    mailbox.put(MESSAGE);
    mailbox.put(new Happening.Stop());

    assertEquals(Optional.of(MESSAGE), mailbox.take(Duration.ZERO));
    assertEquals(Optional.of(new Happening.Stop()), mailbox.take(Duration.ZERO));
    assertEquals(Optional.empty(), mailbox.take(Duration.ZERO));
  }

  @Test
  void aNegativePatienceDoesNotWait() {
    assertEquals(Optional.empty(), mailbox.take(Duration.ofSeconds(-5)));
  }

  @Test
  void aFloodWaitsUntilThereIsRoomButAStopComesThrough() throws InterruptedException {
    AtomicInteger accepted = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(256);
    Thread flood =
        new Thread(
            () -> {
              for (int i = 0; i < 257; i++) {
                mailbox.put(MESSAGE);
                accepted.incrementAndGet();
                full.countDown();
              }
            });
    flood.start();
    assertTrue(full.await(20, TimeUnit.SECONDS));
    mailbox.put(new Happening.Stop());
    assertEquals(256, accepted.get());

    mailbox.take(Duration.ZERO);
    flood.join();

    assertEquals(257, accepted.get());
  }

  @Test
  void closingLetsWaitingWritersGoAndDropsWhatComes() throws InterruptedException {
    CountDownLatch full = new CountDownLatch(256);
    Thread flood =
        new Thread(
            () -> {
              for (int i = 0; i < 3000; i++) {
                mailbox.put(MESSAGE);
                full.countDown();
              }
            });
    flood.start();
    assertTrue(full.await(20, TimeUnit.SECONDS));

    mailbox.close();
    flood.join();

    int left = 0;
    while (mailbox.take(Duration.ZERO).isPresent()) {
      left++;
    }
    assertEquals(256, left);
  }

  @Test
  void anInterruptedReaderIsToldToStop() {
    Thread.currentThread().interrupt();

    assertEquals(Optional.of(new Happening.Stop()), mailbox.take(Duration.ofHours(1)));
    assertTrue(Thread.interrupted());
  }
}
