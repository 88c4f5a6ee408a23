package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.Bench.A;
import static io.sealpost.device.journal.ring.Bench.B;
import static io.sealpost.device.journal.ring.Bench.names;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.Journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes out of a journal. */
class DeliveryTest {
  private final Bench bench = new Bench().segments(16);

  @Test
  void isEmptyAtFirst() {
    bench.open();
    assertEquals(List.of(), bench.all());
    assertEquals(0, bench.stats().messages());
    assertEquals(Optional.empty(), bench.stats().oldest());
    assertEquals(Map.of(), bench.stats().dropped());
    assertEquals(Optional.empty(), bench.stats().alarm());
  }

  @Test
  void givesMessagesBackInOrderWithTheSameBytes() {
    bench.open().append(A, 2).append(B, 1).append(A, 1);
    assertEquals(List.of("a 1/1", "a 1/2", "b 1/1", "a 1/3"), bench.all());
    assertArrayEquals(
        Bench.sealed(A, new Counter(1, 1), Bench.MESSAGE), bench.deliver(1).get(0).sealed());
  }

  @Test
  void givesBackADayOfMessagesFromManySegments() {
    bench.open().append(A, 900).drain();
    assertEquals(names(A, 1, 1, 900), bench.all());
    assertEquals(900, bench.stats().messages());
    assertEquals(900 * Bench.MESSAGE, bench.stats().bytes());
  }

  @Test
  void goesOnFromMemoryToTheDiskAndBack() {
    bench.open();
    List<String> seen = new ArrayList<>();
    long last = -1;
    for (int i = 0; i < 300; i++) {
      bench.append(A, 1);
      if (i % 7 == 0) {
        bench.drain();
      }
      if (i % 3 == 0) {
        Entry next = bench.journal().after(last).orElseThrow();
        last = next.id();
        seen.add(Bench.name(next));
      }
    }
    assertEquals(names(A, 1, 1, 100), seen);
  }

  @Test
  void keepsWhatIsNotReleasedAndForgetsWhatIs() {
    bench.open().append(A, 3);
    List<Entry> entries = bench.deliver(3);
    bench.journal().release(entries.get(1).id());
    bench.journal().release(entries.get(1).id());
    assertEquals(List.of("a 1/1", "a 1/3"), bench.all());
    assertEquals(2, bench.stats().messages());
  }

  @Test
  void doesNotForgetWhatWasNeverHandedOut() {
    bench.open().append(A, 3).journal().release(2);
    assertEquals(names(A, 1, 1, 3), bench.all());
  }

  @Test
  void knowsAfterARestartWhatWasReleased() {
    bench.open().append(A, 200).release(150).append(B, 20).drain();
    assertEquals(names(A, 1, 151, 200), bench.cut().all().subList(0, 50));
    assertEquals(70, bench.stats().messages());
    assertEquals(70 * Bench.MESSAGE, bench.stats().bytes());
  }

  @Test
  void notesWhatWasReleasedAlsoIfNothingIsAppended() {
    bench.open().append(A, 10).drain().release(10).tick(Duration.ofSeconds(30));
    assertEquals(List.of(), bench.kill().all());
  }

  @Test
  void deliversAgainWhatWasReleasedOutOfOrderBeforeARestart() {
    bench.open().append(A, 3);
    List<Entry> entries = bench.deliver(3);
    bench.journal().release(entries.get(0).id());
    bench.journal().release(entries.get(2).id());
    assertEquals(List.of("a 1/2", "a 1/3"), bench.restart().all());
  }

  @Test
  void usesTwoSegmentsForeverIfEverythingIsReleased() {
    bench.open();
    for (int i = 0; i < 100; i++) {
      bench.append(A, 10).drain().release(10);
    }
    assertTrue(bench.disk.list().size() <= 2, bench.disk.list()::toString);
    assertEquals(0, bench.stats().messages());
    assertEquals(0, bench.stats().totalDropped());
  }

  @Test
  void idsGrowOverRestarts() {
    bench.open().append(A, 2);
    long before = bench.deliver(2).get(1).id();
    bench.restart().append(A, 1);
    List<Entry> entries = bench.deliver(3);
    assertEquals(before, entries.get(1).id());
    assertTrue(entries.get(2).id() > before);
  }

  @Test
  void knowsTheAgeOfTheOldest() {
    bench.open().append(A, 1).pass(Duration.ofSeconds(7)).append(A, 1);
    assertEquals(Optional.of(Duration.ofSeconds(7)), bench.stats().oldest());
    bench.release(1);
    assertEquals(Optional.of(Duration.ZERO), bench.stats().oldest());
  }

  @Test
  void knowsTheAgeOverARestartByTheWallClock() {
    bench.open().append(A, 1).restart().pass(Duration.ofHours(2));
    assertEquals(Optional.of(Duration.ofHours(2)), bench.stats().oldest());
  }

  @Test
  void knowsAtLeastTheUptimeIfAWallClockIsNotSynchronised() {
    bench.open().append(A, 1).pass(Duration.ofHours(5)).restart().setSynchronised(false);
    bench.setWall(Instant.EPOCH).pass(Duration.ofMinutes(3));
    assertEquals(Optional.of(Duration.ofMinutes(3)), bench.stats().oldest());
  }
}
