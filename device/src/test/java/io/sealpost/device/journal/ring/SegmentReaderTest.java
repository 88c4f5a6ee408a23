package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.assertIsMessage;
import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.ring.SegmentReader.End;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SegmentReaderTest {
  private static final int SIZE = 1024;
  private static final int SEED = 77;

  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE);
  private final List<Integer> starts = new ArrayList<>();
  private int seed = SEED;

  private void put(SegmentRecord record) {
    starts.add(bytes.position());
    byte[] encoded = RecordFormat.encode(record, seed);
    bytes.put(encoded);
    seed = ByteBuffer.wrap(encoded).getInt(4);
  }

  private void putMessages(long... ids) {
    for (long id : ids) {
      put(message(id));
    }
  }

  private SegmentReader reader() throws IOException {
    return reader(-1);
  }

  private SegmentReader reader(long lastId) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(64, 1);
    disk.put("file", bytes.array());
    return new SegmentReader(new ReadBuffer(disk.openToRead("file"), SIZE), 0, SEED, lastId);
  }

  private static List<Long> ids(SegmentReader reader) {
    List<Long> ids = new ArrayList<>();
    for (Optional<SegmentRecord> r = reader.next(); r.isPresent(); r = reader.next()) {
      ids.add(r.get() instanceof Message message ? message.id() : -1L);
    }
    return ids;
  }

  @Test
  void readsRecordsToTheCleanEnd() throws IOException {
    put(new Checkpoint(1, 2, Optional.empty()));
    put(message(1));
    SegmentReader reader = reader();
    assertEquals(Optional.of(new Checkpoint(1, 2, Optional.empty())), reader.next());
    assertEquals(End.OPEN, reader.end());
    assertIsMessage(message(1), reader.next().orElseThrow());
    assertEquals(Optional.empty(), reader.next());
    assertEquals(End.CLEAN, reader.end());
    assertEquals(bytes.position(), reader.offset());
    assertEquals(seed, reader.seed());
    assertEquals(1, reader.lastId());
    assertEquals(2, reader.records());
    assertEquals(0, reader.damaged());
    assertEquals(-1, reader.firstDamage());
  }

  @Test
  void endsCleanlyWhereNothingWasWritten() throws IOException {
    SegmentReader reader = reader();
    assertEquals(Optional.empty(), reader.next());
    assertEquals(End.CLEAN, reader.end());
    assertEquals(0, reader.offset());
    assertEquals(SEED, reader.seed());
  }

  @Test
  void readsNothingThatBelongsToAnotherChain() throws IOException {
    seed = SEED + 1;
    put(message(1));
    SegmentReader reader = reader();
    assertEquals(Optional.empty(), reader.next());
    assertEquals(End.TORN, reader.end());
  }

  @Test
  void goesOnBehindARecordDamagedInAnyByteWithoutInventingOne() throws IOException {
    putMessages(1, 2, 3, 4);
    for (int at = starts.get(1); at < starts.get(2); at++) {
      // The checksum of a record is what the next one is recognised by.
      boolean inChecksum = at >= starts.get(1) + 4 && at < starts.get(1) + 8;
      for (int flip : new int[] {0x01, 0x80, 0xFF}) {
        bytes.put(at, (byte) (bytes.get(at) ^ flip));
        SegmentReader reader = reader();
        List<Long> ids = ids(reader);
        assertTrue(List.of(List.of(1L, 3L, 4L), List.of(1L, 4L)).contains(ids), at + ": " + ids);
        assertEquals(!inChecksum && at >= starts.get(1) + 4, ids.contains(3L), at + ": " + ids);
        assertEquals(1, reader.damaged());
        assertEquals(starts.get(1), reader.firstDamage());
        assertEquals(End.CLEAN, reader.end());
        bytes.put(at, (byte) (bytes.get(at) ^ flip));
      }
    }
    assertEquals(List.of(1L, 2L, 3L, 4L), ids(reader()));
  }

  @Test
  void endsWhereTheLastRecordIsDamagedInAnyByte() throws IOException {
    putMessages(1, 2);
    for (int at = starts.get(1); at < bytes.position(); at++) {
      bytes.put(at, (byte) (bytes.get(at) ^ 0x10));
      SegmentReader reader = reader();
      assertEquals(List.of(1L), ids(reader), "byte " + at);
      assertEquals(End.TORN, reader.end(), "byte " + at);
      assertEquals(starts.get(1), reader.offset());
      bytes.put(at, (byte) (bytes.get(at) ^ 0x10));
    }
  }

  @Test
  void endsWhereTheLastWriteWasCutOffAtAnyByte() throws IOException {
    putMessages(1, 2);
    int end = bytes.position();
    for (int length = end - 1; length > starts.get(1); length--) {
      bytes.put(length, (byte) 0);
      SegmentReader reader = reader();
      assertEquals(List.of(1L), ids(reader), "cut at " + length);
      assertEquals(starts.get(1), reader.offset());
    }
  }

  @Test
  void doesNotTakeLeftoversWithLowerIdsForWhatFollows() throws IOException {
    putMessages(10);
    int end = bytes.position();
    bytes.putInt(-1);
    putMessages(3, 4, 5);
    SegmentReader reader = reader();
    assertEquals(List.of(10L), ids(reader));
    assertEquals(End.TORN, reader.end());
    assertEquals(end, reader.offset());
  }

  @Test
  void takesNoMessageBehindDamageThatIsNotAboveTheGivenId() throws IOException {
    putMessages(1, 2, 3);
    bytes.put(10, (byte) 0x77);
    assertEquals(List.of(2L, 3L), ids(reader(1)));
    assertEquals(List.of(3L), ids(reader(2)));
    assertEquals(List.of(), ids(reader(3)));
  }

  @Test
  void passesOverARecordOfAnUnknownKindWithoutCountingItDamaged() throws IOException {
    putMessages(1);
    byte[] unknown = {0, 0, 0, 3, 0, 0, 0, 0, 99, 1, 2};
    seed = RecordFormat.checksum(seed, unknown, 0, 3);
    bytes.put(ByteBuffer.wrap(unknown).putInt(4, seed).array());
    putMessages(2);
    SegmentReader reader = reader();
    assertEquals(List.of(1L, 2L), ids(reader));
    assertEquals(0, reader.damaged());
    assertEquals(3, reader.records());
  }

  @Test
  void readsARecordThatMustBeWholeOnly() throws IOException {
    putMessages(1, 2);
    assertIsMessage(message(1), reader().nextUndamaged().orElseThrow());
    bytes.put(20, (byte) 0x77);
    assertEquals(Optional.empty(), reader().nextUndamaged());
  }
}
