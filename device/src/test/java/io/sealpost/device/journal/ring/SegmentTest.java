package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class SegmentTest {
  private final Header header = Header.appended(3, 100);
  private final Segment segment = new Segment("segment-000001", 4096, header);

  @Test
  void holdsNothingAtFirst() {
    assertEquals(Header.SIZE, segment.end());
    assertEquals(Header.storedChecksum(header.encode()), segment.seed());
    assertEquals(segment.headerSeed(), segment.seed());
    assertEquals(99, segment.lastId());
    assertEquals(0, segment.messages());
    assertFalse(segment.isDamaged());
    assertFalse(segment.isGone());
  }

  @Test
  void chainsItsRecordsToADamagedHeaderAsItIs() {
    Segment damaged = new Segment("segment-000001", 4096, header, 42);
    assertEquals(42, damaged.headerSeed());
    assertEquals(42, damaged.seed());
  }

  @Test
  void losesWhatIsAboveAnId() {
    segment.endsAt(1000, 5, 120);
    segment.lostAbove(110, 4, 40);
    assertEquals(110, segment.lastId());
    assertEquals(4, segment.messages());
    assertEquals(40, segment.bytes());
  }

  @Test
  void neverGrowsByALossAndNeverEndsBeforeItBegins() {
    segment.endsAt(1000, 5, 120);
    segment.lostAbove(130, 1, 1);
    assertEquals(120, segment.lastId());
    segment.lostAbove(50, 0, 0);
    assertEquals(99, segment.lastId());
  }

  @Test
  void changesSlotsOnceWhatWasWrittenIsSynced() {
    assertEquals(0, segment.slot());
    segment.noted();
    segment.noted();
    segment.synced(2);
    assertEquals(1, segment.slot());
    assertEquals(0, segment.notes());
    segment.noted();
    segment.synced(1);
    assertEquals(0, segment.slot());
  }

  @Test
  void staysInItsSlotWhenMoreWasWrittenSinceTheSyncBegan() {
    segment.noted();
    segment.noted();
    segment.synced(1);
    assertEquals(0, segment.slot());
    assertEquals(2, segment.notes());
  }

  @Test
  void staysInItsSlotWhenNothingWasWritten() {
    segment.synced(0);
    assertEquals(0, segment.slot());
  }
}
