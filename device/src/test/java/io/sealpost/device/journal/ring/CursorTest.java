package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.assertIsMessage;
import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static final int SIZE = 16 << 10;

  private final SimulatedDisk disk = new SimulatedDisk(512, 1);
  private final Segments segments = new Segments();
  private final Contents contents = new Contents(segments, new DropLedger(), 0, 100);
  private final List<String> damage = new ArrayList<>();
  private final Cursor cursor = new Cursor(disk, contents, () -> damage.add("damage"));

  private SegmentWriter segment(String name, long firstId, long... ids) throws IOException {
    disk.put(name, new byte[SIZE]);
    Segment segment = new Segment(name, SIZE, Header.appended(firstId + 1, firstId));
    Checkpoint checkpoint = new Checkpoint(0, 0, Optional.empty());
    SegmentWriter writer = SegmentWriter.begin(disk, segment, checkpoint);
    for (long id : ids) {
      Place unused = writer.append(message(id));
    }
    segments.add(segment);
    return writer;
  }

  private List<Long> idsFrom(long id) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (Optional<Message> m = cursor.after(id); m.isPresent(); m = cursor.after(id)) {
      id = m.get().id();
      ids.add(id);
    }
    return ids;
  }

  @Test
  void readsOneSegmentAfterAnother() throws IOException {
    segment("a", 0, 1, 2);
    segment("b", 5);
    segment("c", 7, 7, 9);
    assertEquals(List.of(1L, 2L, 7L, 9L), idsFrom(-1));
    assertEquals(List.of(9L), idsFrom(7));
    assertEquals(List.of(2L, 7L, 9L), idsFrom(1));
    assertEquals(List.of(), damage);
  }

  @Test
  void givesTheSameMessageAgainWithoutReading() throws IOException {
    segment("a", 0, 1, 2);
    assertIsMessage(message(1), cursor.after(-1).orElseThrow());
    disk.fail(SimulatedDisk.Operation.READ, "Input/output error");
    assertIsMessage(message(1), cursor.after(-1).orElseThrow());
  }

  @Test
  void seesWhatIsAppendedWhileItReads() throws IOException {
    SegmentWriter writer = segment("a", 0, 1);
    assertEquals(List.of(1L), idsFrom(-1));
    Place unused = writer.append(message(2));
    assertEquals(List.of(2L), idsFrom(1));
  }

  @Test
  void goesOnBehindAMessageThatWasHadFromMemory() throws IOException {
    SegmentWriter writer = segment("a", 0, 1, 2);
    Place place = writer.append(message(3));
    Place unused = writer.append(message(4));
    disk.flip("a", Header.SIZE + 3);
    cursor.goTo(message(3), place);
    assertEquals(List.of(4L), idsFrom(3));
    assertEquals(List.of(), damage, "what is before was not read again");
  }

  @Test
  void doesNotReadFromASegmentThatIsGone() throws IOException {
    SegmentWriter first = segment("a", 0, 1, 2);
    segment("b", 5, 5);
    assertEquals(1, cursor.after(-1).orElseThrow().id());
    segments.remove(first.segment());
    assertEquals(List.of(5L), idsFrom(-1));
  }

  @Test
  void passesOverADamagedMessageAndTellsOfItOnce() throws IOException {
    SegmentWriter writer = segment("a", 0, 1, 2);
    Place place = writer.append(message(3));
    Place unused = writer.append(message(4));
    Place last = writer.append(message(5));
    disk.flip("a", place.end() - 1);
    disk.flip("a", last.start() - 1);
    assertEquals(List.of(1L, 2L, 5L), idsFrom(-1));
    assertEquals(1, damage.size());
    assertTrue(writer.segment().isDamaged());
  }

  @Test
  void losesTheRestOfASegmentInWhichNothingValidFollows() throws IOException {
    SegmentWriter writer = segment("a", 0, 1, 2);
    segment("b", 5, 5);
    disk.flip("a", writer.segment().end() - 1);
    assertEquals(List.of(1L, 5L), idsFrom(-1));
    assertEquals(1, damage.size());
    assertEquals(1, writer.segment().lastId());
  }

  @Test
  void losesASegmentWhoseFileIsGone() throws IOException {
    SegmentWriter first = segment("a", 0, 1, 2);
    segment("b", 5, 5);
    disk.delete("a");
    assertEquals(List.of(5L), idsFrom(-1));
    assertEquals(1, damage.size());
    assertEquals(0, first.segment().messages());
  }

  @Test
  void losesNothingIfTheDiskFailsAsAWhole() throws IOException {
    SegmentWriter writer = segment("a", 0, 1, 2);
    disk.fail(SimulatedDisk.Operation.READ, "Input/output error");
    assertThrows(IOException.class, () -> cursor.after(-1));
    disk.repair();
    assertEquals(List.of(1L, 2L), idsFrom(-1));
    assertFalse(writer.segment().isDamaged());
    assertEquals(List.of(), damage);
  }

  @Test
  void readsAnewAfterItWasClosed() throws IOException {
    segment("a", 0, 1, 2);
    assertEquals(1, cursor.after(-1).orElseThrow().id());
    cursor.close();
    assertEquals(List.of(1L, 2L), idsFrom(-1));
  }
}
