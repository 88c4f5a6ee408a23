package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.ring.Commits.Commit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private final Commits grouped = new Commits(new Durability.Grouped(seconds(5), 3));
  private final Commits each = new Commits(new Durability.Each());

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Counter counter(long sequence) {
    return new Counter(TestMessages.EPOCH, sequence);
  }

  @Test
  void hasNothingToDoWithoutMessages() {
    assertFalse(grouped.isDue(seconds(1_000_000)));
    assertEquals(Optional.empty(), grouped.nextDue());
    assertFalse(each.isDue(seconds(1_000_000)));
  }

  @Test
  void isDueAtOnceForEachMessage() {
    each.written(message(1), seconds(10));
    assertTrue(each.isDue(seconds(10)));
    assertEquals(Optional.of(seconds(10)), each.nextDue());
  }

  @Test
  void waitsForTheGroupFromItsFirstMessageOn() {
    grouped.written(message(1), seconds(10));
    grouped.written(message(2), seconds(14));
    assertEquals(Optional.of(seconds(15)), grouped.nextDue());
    assertFalse(grouped.isDue(seconds(15).minusNanos(1)));
    assertTrue(grouped.isDue(seconds(15)));
  }

  @Test
  void doesNotWaitOnceTheGroupIsComplete() {
    grouped.written(message(1), seconds(10));
    grouped.written(message(2), seconds(10));
    assertFalse(grouped.isDue(seconds(10)));
    grouped.written(message(3), seconds(10));
    assertTrue(grouped.isDue(seconds(10)));
  }

  @Test
  void tellsTheLastMessageOfEachChannel() {
    grouped.written(message(1), seconds(0));
    grouped.written(message(2, TestMessages.B, 1), seconds(0));
    grouped.written(message(3), seconds(0));
    Commit commit = grouped.start();
    assertEquals(Map.of("a", counter(3), "b", counter(2)), commit.highest());
    assertEquals(3, commit.lastId());
  }

  @Test
  void startsNoSyncWhileOneRuns() {
    each.written(message(1), seconds(0));
    Commit first = each.start();
    each.written(message(2), seconds(1));
    assertFalse(each.isDue(seconds(100)));
    assertEquals(Optional.empty(), each.nextDue());

    each.ended();
    assertTrue(each.isDue(seconds(1)));
    assertEquals(Optional.of(seconds(1)), each.nextDue());
    assertEquals(Map.of("a", counter(1)), first.highest());
    assertEquals(1, first.lastId());
    assertEquals(Map.of("a", counter(2)), each.start().highest());
  }

  @Test
  void startsANewGroupAfterEachSync() {
    grouped.written(message(1), seconds(10));
    assertEquals(1, grouped.start().lastId());
    grouped.ended();
    assertEquals(Optional.empty(), grouped.nextDue());
    grouped.written(message(2), seconds(40));
    assertEquals(Optional.of(seconds(45)), grouped.nextDue());
    assertFalse(grouped.isDue(seconds(40)));
  }

  @Test
  void forgetsWhatWasWrittenWhenTheDiskFails() {
    for (int i = 1; i <= 3; i++) {
      grouped.written(message(i), seconds(10));
    }
    grouped.forget();
    assertFalse(grouped.isDue(seconds(100)));
    grouped.written(message(4, TestMessages.B, 1), seconds(20));
    assertFalse(grouped.isDue(seconds(20)));
    assertEquals(Map.of("b", counter(4)), grouped.start().highest());
  }
}
