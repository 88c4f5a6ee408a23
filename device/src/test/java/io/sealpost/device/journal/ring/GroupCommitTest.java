package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.Bench.A;
import static io.sealpost.device.journal.ring.Bench.B;
import static io.sealpost.device.journal.ring.Bench.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.Durability;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When messages are on the medium. */
class GroupCommitTest {
  private static final Duration FIVE = Duration.ofSeconds(5);

  private final Bench bench = new Bench();

  @Test
  void syncsAGroupOnceItIsLargeEnough() {
    bench.open().append(A, 9);
    assertEquals(0, bench.syncing.waiting());
    bench.append(B, 1);
    assertEquals(1, bench.syncing.waiting());
    assertEquals(List.of(), bench.durable);
    bench.drain();
    assertEquals(List.of("a 1/9", "b 1/1"), bench.durable);
  }

  @Test
  void syncsAGroupOnceItsFirstMessageHasWaitedLongEnough() {
    bench.open().tick(Duration.ZERO).append(A, 1).pass(Duration.ofSeconds(3)).append(A, 1);
    assertEquals(Optional.of(FIVE), bench.journal().nextDue());
    bench.tick(Duration.ofMillis(1999));
    assertEquals(0, bench.syncing.waiting());
    bench.tick(Duration.ofMillis(1)).drain();
    assertEquals(List.of("a 1/2"), bench.durable);
  }

  @Test
  void syncsNothingWhenThereIsNothingNew() {
    bench.open().append(A, 10).drain();
    int forces = bench.disk.forces();
    bench.tick(Duration.ofMinutes(10)).drain();
    assertEquals(forces, bench.disk.forces());
  }

  @Test
  void runsOneSyncAtATimeAndThenOneForAllThatCameMeanwhile() {
    bench.open().append(A, 30);
    assertEquals(1, bench.syncing.waiting());
    bench.syncing.sync();
    bench.syncing.answer();
    assertEquals(List.of("a 1/10"), bench.durable);
    assertEquals(1, bench.syncing.waiting());
    bench.drain();
    assertEquals(List.of("a 1/10", "a 1/30"), bench.durable);
  }

  @Test
  void syncsEveryMessageIfAskedTo() {
    bench.durability(new Durability.Each()).open().append(A, 1).drain().append(A, 1).drain();
    assertEquals(List.of("a 1/1", "a 1/2"), bench.durable);
  }

  @Test
  void losesNothingThatIsDurableAtAPowerCut() {
    bench.open().append(A, 100).drain().append(A, 5);
    assertTrue(bench.cut().all().containsAll(names(A, 1, 1, 100)));
  }

  @Test
  void losesNothingAtAllWhenOnlyTheAgentDies() {
    bench.open().append(A, 3);
    assertEquals(names(A, 1, 1, 3), bench.kill().all());
  }

  @Test
  void losesNothingAtAllWhenItIsClosedInOrder() {
    bench.open().append(A, 3).journal().close();
    assertEquals(List.of("a 1/3"), bench.durable);
    assertEquals(names(A, 1, 1, 3), bench.cut().all());
  }

  @Test
  void makesSegmentsDurableThatWereLeftInTheMeantime() {
    bench.durability(new Durability.Grouped(FIVE, 1000)).segments(16).open().append(A, 150);
    bench.append(A, 1).tick(FIVE);
    assertTrue(bench.disk.list().size() > 2, bench.disk.list()::toString);
    bench.drain();
    assertEquals(names(A, 1, 1, 151), bench.cut().all());
  }

  @Test
  void makesDurableWhatCameToASegmentWhileItWasSyncedForTheLastTime() {
    bench.segments(16).open().append(A, 10);
    bench.syncing.sync();
    bench.append(A, 100);
    bench.syncing.answer();
    bench.drain();
    assertEquals(names(A, 1, 1, 110), bench.cut().all());
  }

  @Test
  void touchesFewBlocksWithAGroup() {
    bench.segmentSize(1 << 20).segments(128).open().append(A, 10).drain();
    long before = bench.disk.bytesWritten();
    bench.append(A, 10).drain();
    // 10 records of 60 + 43 + 1 bytes, each with the zero length behind it.
    assertTrue(bench.disk.bytesWritten() - before <= 10 * 2 * 512);
  }

  @Test
  void saysThatAMessageIsTooLargeForAnySegmentByCountingIt() {
    bench.open();
    bench.journal().append(A, new Counter(1, 1), new byte[Bench.SEGMENT], bench.now());
    assertEquals(0, bench.stats().messages());
    assertEquals(1, bench.stats().totalDropped());
    assertEquals(names(A, 1, 1, 2), bench.append(A, 2).all());
  }
}
