package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import io.sealpost.protocol.Hello.Dropped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private final DropLedger ledger = new DropLedger();
  private final Contents contents = new Contents(new Segments(), ledger, 10, 20);
  private final Checkpoints checkpoints = new Checkpoints(contents, 5);

  private void drop(long sequence) {
    ledger.add("a", new Counter(1, sequence));
  }

  private static long serial(Checkpoint checkpoint) {
    return checkpoint.drops().map(Drops::serial).orElse(0L);
  }

  @Test
  void saysAllThereIsToSay() {
    drop(3);
    Drops drops = new Drops(6, Map.of("a", List.of(new Dropped(1, 3, 3, 1))));
    assertEquals(new Checkpoint(20, 20, Optional.of(drops)), checkpoints.full());
  }

  @Test
  void givesEachLedgerASerialOfItsOwnThoughItIsNeverWritten() {
    assertEquals(6, serial(checkpoints.full()));
    assertEquals(7, serial(checkpoints.full()));
    assertEquals(8, serial(checkpoints.fullAfter(Thinning.of(List.of(), 2))));
  }

  @Test
  void saysWhatWillBeGivenUpWithoutGivingItUp() {
    Thinning thinning = Thinning.of(List.of(message(10), message(11)), 2);
    Drops drops = checkpoints.fullAfter(thinning).drops().orElseThrow();
    long epoch = TestMessages.EPOCH;
    assertEquals(Map.of("a", List.of(new Dropped(epoch, 11, 11, 1))), drops.ranges());
    assertEquals(Map.of(), ledger.ranges());
  }

  @Test
  void hasNewsUntilTheyAreWritten() {
    assertTrue(checkpoints.hasNews());
    checkpoints.written(checkpoints.full());
    assertFalse(checkpoints.hasNews());
    assertEquals(20, checkpoints.writtenPosition());
  }

  @Test
  void repeatsTheLedgerOnlyIfSomethingWasGivenUp() {
    checkpoints.written(checkpoints.full());
    contents.useId();
    assertTrue(checkpoints.hasNews());
    Checkpoint news = checkpoints.news();
    assertEquals(new Checkpoint(21, 21, Optional.empty()), news);
    checkpoints.written(news);
    assertFalse(checkpoints.hasNews());

    drop(4);
    assertTrue(checkpoints.hasNews());
    assertEquals(7, serial(checkpoints.news()));
  }

  @Test
  void doesNotTakeAPositionForALedger() {
    drop(4);
    checkpoints.written(new Checkpoint(20, 20, Optional.empty()));
    assertTrue(checkpoints.hasNews());
    assertTrue(checkpoints.news().drops().isPresent());
  }

  @Test
  void saysAllAgainAfterTheDiskFailed() {
    checkpoints.written(checkpoints.full());
    checkpoints.forget();
    assertTrue(checkpoints.hasNews());
    assertEquals(-1, checkpoints.writtenPosition());
    assertTrue(checkpoints.news().drops().isPresent());
  }
}
