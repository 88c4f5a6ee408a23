package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.ring.Folder.Found;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SalvageTest {
  private static final int SIZE = 16 << 10;
  private static final String NAME = "segment-000001";

  private final SimulatedDisk disk = new SimulatedDisk(512, 1);
  private final Segment segment = new Segment(NAME, SIZE, Header.appended(3, 10));
  private final SegmentWriter writer;

  SalvageTest() throws IOException {
    disk.put(NAME, new byte[SIZE]);
    writer = SegmentWriter.begin(disk, segment, checkpoint(5, 1));
    for (long id = 10; id < 15; id++) {
      Place unused = writer.append(message(id));
    }
  }

  private static Checkpoint checkpoint(long position, long serial) {
    return new Checkpoint(position, position + 100, Optional.of(new Drops(serial, Map.of())));
  }

  private Salvage salvage(long endId, long position) {
    Found found = new Found(NAME, SIZE, segment.header(), segment.headerSeed());
    return Salvage.of(disk, found, endId, position);
  }

  private Salvage salvage() {
    return salvage(Long.MAX_VALUE, 0);
  }

  private static long serial(Salvage salvage) {
    return salvage.drops().map(Drops::serial).orElse(0L);
  }

  @Test
  void findsAllOfAWholeSegment() {
    Salvage salvage = salvage();
    Segment found = salvage.segment();
    assertEquals(5, found.messages());
    assertEquals(50, found.bytes());
    assertEquals(14, found.lastId());
    assertEquals(segment.end(), found.end());
    assertEquals(segment.seed(), found.seed());
    assertEquals(6, salvage.records());
    assertEquals(Optional.of(10L), salvage.firstMessage());
    assertEquals(5, salvage.position());
    assertEquals(105, salvage.nextId());
    assertEquals(1, serial(salvage));
    assertEquals(Optional.empty(), salvage.complaint());
    assertFalse(salvage.isHurt());
    assertFalse(salvage.isTorn());
  }

  @Test
  void countsOnlyMessagesFromThePositionOn() {
    Salvage salvage = salvage(Long.MAX_VALUE, 12);
    assertEquals(3, salvage.segment().messages());
    assertEquals(Optional.of(12L), salvage.firstMessage());
    assertEquals(14, salvage.segment().lastId());
  }

  @Test
  void endsWhereALaterSegmentIsInCharge() throws IOException {
    writer.append(checkpoint(8, 2));
    Salvage salvage = salvage(13, 0);
    assertEquals(3, salvage.segment().messages());
    assertEquals(12, salvage.segment().lastId());
    assertTrue(salvage.segment().end() < segment.end());
    assertEquals(8, salvage.position(), "a checkpoint counts wherever it is");
    assertEquals(2, serial(salvage));
    assertFalse(salvage.isTorn());
  }

  @Test
  void takesTheHighestPositionAndTheLastLedger() throws IOException {
    writer.append(checkpoint(12, 9));
    writer.append(new Checkpoint(13, 13, Optional.empty()));
    writer.append(checkpoint(11, 4));
    Salvage salvage = salvage();
    assertEquals(13, salvage.position());
    assertEquals(112, salvage.nextId());
    assertEquals(9, serial(salvage));
  }

  @Test
  void goesOnInTheSlotThatIsNotTheNewer() throws IOException {
    assertTrue(writer.note(checkpoint(12, 7)));
    assertEquals(1, salvage().segment().slot());
    segment.synced(1);
    assertTrue(writer.note(checkpoint(13, 8)));
    Salvage salvage = salvage();
    assertEquals(0, salvage.segment().slot());
    assertEquals(13, salvage.position());
    assertEquals(8, serial(salvage));
  }

  @Test
  void usesTheOtherSlotIfOneIsTorn() throws IOException {
    assertTrue(writer.note(checkpoint(12, 7)));
    segment.synced(1);
    assertTrue(writer.note(checkpoint(13, 8)));
    disk.flip(NAME, Layout.slot(SIZE, 1) + 10);
    Salvage salvage = salvage();
    assertEquals(12, salvage.position());
    assertEquals(7, serial(salvage));
    assertEquals(1, salvage.segment().slot());
  }

  @Test
  void tellsALastWriteThatWasNotCompleted() {
    disk.flip(NAME, segment.end() - 1);
    Salvage salvage = salvage();
    assertTrue(salvage.isTorn());
    assertFalse(salvage.isHurt());
    assertEquals(4, salvage.segment().messages());
    int size = RecordFormat.size(message(14));
    String expected =
        "the last write was not completed; up to "
            + size
            + " bytes at offset "
            + (segment.end() - size)
            + " are removed";
    assertEquals(Optional.of(expected), salvage.complaint());
  }

  @Test
  void tellsDamageBeforeMessagesThatCanBeRead() {
    int second = Header.SIZE + RecordFormat.size(checkpoint(5, 1)) + RecordFormat.size(message(10));
    disk.flip(NAME, second + 20);
    Salvage salvage = salvage();
    assertTrue(salvage.isHurt());
    assertFalse(salvage.isTorn());
    assertEquals(4, salvage.segment().messages());
    assertEquals(
        Optional.of(
            "damaged at offset " + second + "; the messages there are lost, the others are kept"),
        salvage.complaint());
  }

  @Test
  void tellsAFileThatCannotBeRead() {
    disk.fail(SimulatedDisk.Operation.READ, "Input/output error");
    Salvage salvage = salvage();
    assertTrue(salvage.isHurt());
    assertEquals(Optional.of("cannot be read: Input/output error"), salvage.complaint());
    assertEquals(0, salvage.segment().messages());
  }

  @Test
  void isPutUnderAnIdThatTheHeaderDoesNotSay() {
    Segment under = salvage().under(8);
    assertEquals(8, under.firstId());
    assertEquals(14, under.lastId());
    assertEquals(5, under.messages());
    assertEquals(50, under.bytes());
    assertEquals(segment.end(), under.end());
    assertEquals(segment.headerSeed(), under.headerSeed());
    assertTrue(under.isDamaged());
  }
}
