package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.A;
import static io.sealpost.device.journal.ring.TestMessages.ids;
import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import io.sealpost.protocol.Hello.Dropped;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentWriterTest {
  private static final int SIZE = 4096;
  private static final String NAME = "segment-000001";
  private static final Checkpoint FIRST = new Checkpoint(10, 10, Optional.empty());

  private final SimulatedDisk disk = new SimulatedDisk(512, 1);
  private final Segment segment = new Segment(NAME, SIZE, Header.appended(1, 10));

  @BeforeEach
  void leaveSomethingOfAnEarlierTurn() {
    byte[] bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) 0x5A);
    disk.put(NAME, bytes);
  }

  private SegmentWriter begin() throws IOException {
    return SegmentWriter.begin(disk, segment, FIRST);
  }

  private SegmentReader reader() throws IOException {
    return Scan.start(new ReadBuffer(disk.openToRead(NAME), Layout.recordsEnd(SIZE)), segment);
  }

  @Test
  void beginsWithHeaderAndCheckpointAndAnEnd() throws IOException {
    SegmentWriter writer = begin();
    assertArrayEquals(segment.header().encode(), Arrays.copyOf(disk.bytes(NAME), Header.SIZE));
    SegmentReader reader = reader();
    assertEquals(Optional.of(FIRST), reader.next());
    assertEquals(Optional.empty(), reader.next());
    assertEquals(SegmentReader.End.CLEAN, reader.end());
    assertEquals(reader.offset(), writer.segment().end());
    assertEquals(reader.seed(), segment.seed());
    assertEquals(9, segment.lastId());
    assertEquals(0, segment.messages());
  }

  @Test
  void endsCleanlyAfterEachMessage() throws IOException {
    SegmentWriter writer = begin();
    for (long id = 10; id < 15; id++) {
      int start = segment.end();
      int startSeed = segment.seed();
      Place place = writer.append(message(id));
      assertEquals(
          new Place(segment, id - 1, start, startSeed, segment.end(), segment.seed()), place);
      SegmentReader reader = reader();
      while (reader.next().isPresent()) {
        assertEquals(0, reader.damaged());
      }
      assertEquals(SegmentReader.End.CLEAN, reader.end());
      assertEquals(id, reader.lastId());
    }
    assertEquals(5, segment.messages());
    assertEquals(50, segment.bytes());
  }

  @Test
  void appendsCheckpointsThatAreNoMessages() throws IOException {
    SegmentWriter writer = begin();
    writer.append(message(10));
    writer.append(new Checkpoint(11, 11, Optional.empty()));
    writer.append(message(11));
    assertEquals(List.of(10L, 11L), ids(Scan.messages(disk, segment)));
    assertEquals(11, segment.lastId());
    assertEquals(2, segment.messages());
  }

  @Test
  void goesOnWhereItEnded() throws IOException {
    begin().append(message(10));
    SegmentWriter.resume(disk, segment).append(message(11));
    assertEquals(List.of(10L, 11L), ids(Scan.messages(disk, segment)));
  }

  @Test
  void fitsToTheLastByteBeforeTheSlots() throws IOException {
    SegmentWriter writer = begin();
    int room = Layout.recordsEnd(SIZE) - segment.end() - RecordFormat.TERMINATOR;
    int size = room - RecordFormat.size(message(10, A, 0));
    assertTrue(writer.fits(message(10, A, size)));
    assertFalse(writer.fits(message(10, A, size + 1)));
    writer.append(message(10, A, size));
    assertEquals(List.of(10L), ids(Scan.messages(disk, segment)));
    assertFalse(writer.fits(new Checkpoint(11, 11, Optional.empty())));
  }

  @Test
  void notesIntoASlotWithoutUsingAnythingUp() throws IOException {
    SegmentWriter writer = begin();
    int end = segment.end();
    Checkpoint checkpoint = new Checkpoint(11, 12, Optional.of(new Drops(1, Map.of())));
    assertTrue(writer.note(checkpoint));
    assertEquals(end, segment.end());
    assertEquals(1, segment.notes());
    assertEquals(Optional.of(checkpoint), slot(0));

    segment.synced(1);
    Checkpoint next = new Checkpoint(12, 12, Optional.of(new Drops(2, Map.of())));
    assertTrue(writer.note(next));
    assertEquals(Optional.of(checkpoint), slot(0));
    assertEquals(Optional.of(next), slot(1));
  }

  private Optional<SegmentRecord> slot(int index) throws IOException {
    ReadBuffer bytes = new ReadBuffer(disk.openToRead(NAME), SIZE);
    int at = Layout.slot(SIZE, index);
    return new SegmentReader(bytes, at, segment.headerSeed(), -1).nextUndamaged();
  }

  @Test
  void notesNothingThatIsLargerThanASlot() throws IOException {
    SegmentWriter writer = begin();
    byte[] before = disk.bytes(NAME);
    Map<String, List<Dropped>> ranges = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      ranges.put("stream" + i, List.of(new Dropped(1, 1, 1, 1)));
    }
    assertFalse(writer.note(new Checkpoint(11, 11, Optional.of(new Drops(1, ranges)))));
    assertArrayEquals(before, disk.bytes(NAME));
    assertEquals(0, segment.notes());
  }

  @Test
  void changesNothingOfTheSegmentIfTheDiskFails() throws IOException {
    SegmentWriter writer = begin();
    int end = segment.end();
    disk.fail(SimulatedDisk.Operation.WRITE, "Input/output error");
    assertThrows(IOException.class, () -> writer.append(message(10)));
    assertThrows(IOException.class, () -> writer.note(FIRST));
    assertEquals(end, segment.end());
    assertEquals(0, segment.messages());
    assertEquals(0, segment.notes());
    assertThrows(IOException.class, this::begin);
  }
}
