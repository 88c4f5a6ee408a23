package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.assertIsMessage;
import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import io.sealpost.protocol.StreamName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFormatTest {
  private static final int SEED = 0x1234_5678;
  private static final Drops DROPS =
      new Drops(
          9,
          Map.of(
              "a",
              List.of(new Dropped(1, 2, 5, 3), new Dropped(Counter.MAX, 0, Counter.MAX, 1)),
              "control/ack",
              List.of(new Dropped(3, 3, 3, 1)),
              "empty",
              List.of()));

  private static Optional<SegmentRecord> decode(byte[] record) {
    return RecordFormat.decode(
        ByteBuffer.wrap(record, RecordFormat.HEAD, record.length - RecordFormat.HEAD).slice());
  }

  private static SegmentRecord decoded(SegmentRecord record) {
    return decode(RecordFormat.encode(record, SEED)).orElseThrow();
  }

  private static boolean isIntact(byte[] record, int seed) {
    int length = ByteBuffer.wrap(record).getInt(0);
    return length == record.length - RecordFormat.HEAD
        && RecordFormat.checksum(seed, record, 0, length) == ByteBuffer.wrap(record).getInt(4);
  }

  @Test
  void readsAMessageBack() {
    assertIsMessage(message(5), decoded(message(5)));
  }

  @Test
  void readsAnEmptyMessageBack() {
    assertIsMessage(message(0, TestMessages.B, 0), decoded(message(0, TestMessages.B, 0)));
  }

  @Test
  void readsTheLargestValuesBack() {
    Channel channel = new Channel.Readings(new StreamName("x".repeat(64)));
    Message largest =
        new Message(
            Long.MAX_VALUE,
            channel,
            new Counter(Counter.MAX, Counter.MAX),
            new AppendTime(Long.MAX_VALUE, AppendTime.UNKNOWN),
            new byte[100_000]);
    assertIsMessage(largest, decoded(largest));
  }

  @ParameterizedTest
  @EnumSource
  void readsMessagesOfEveryChannelBack(Channel.Fixed channel) {
    assertIsMessage(message(5, channel, 3), decoded(message(5, channel, 3)));
  }

  @Test
  void readsCheckpointsBack() {
    Checkpoint position = new Checkpoint(77, 99, Optional.empty());
    assertEquals(position, decoded(position));
    Checkpoint full = new Checkpoint(78, Long.MAX_VALUE, Optional.of(DROPS));
    assertEquals(full, decoded(full));
    Checkpoint nothing = new Checkpoint(0, 0, Optional.of(new Drops(1, Map.of())));
    assertEquals(nothing, decoded(nothing));
  }

  @Test
  void knowsTheSizeOfEveryRecordBeforehand() {
    List<SegmentRecord> records =
        List.of(
            message(5),
            message(5, Channel.Fixed.ACK, 0),
            new Checkpoint(77, 99, Optional.empty()),
            new Checkpoint(77, 99, Optional.of(DROPS)),
            new Checkpoint(77, 99, Optional.of(new Drops(1, Map.of()))));
    for (SegmentRecord record : records) {
      assertEquals(RecordFormat.size(record), RecordFormat.encode(record, SEED).length);
    }
  }

  @Test
  void fillsLargeLedgersWithoutOverflow() {
    Map<String, List<Dropped>> ranges = new HashMap<>();
    for (int i = 0; i < 64; i++) {
      String path = String.format(Locale.ROOT, "%064d", i);
      ranges.put(path, Collections.nCopies(8, new Dropped(i, i, i, 1)));
    }
    Checkpoint checkpoint = new Checkpoint(1, 2, Optional.of(new Drops(2, ranges)));
    assertEquals(checkpoint, decoded(checkpoint));
  }

  @Test
  void isWrittenInTheLayoutThatOthersRead() {
    byte[] expected =
        ByteBuffer.allocate(8 + 35 + 2)
            .putInt(37)
            .putInt(0)
            .put((byte) 1)
            .putLong(5)
            .putInt(7)
            .putInt(5)
            .putLong(5_000)
            .putLong(1_803_902_405_000L)
            .put((byte) 1)
            .put("a".getBytes(StandardCharsets.US_ASCII))
            .put(new byte[] {6, 6})
            .array();
    byte[] record = RecordFormat.encode(message(5, TestMessages.A, 2), SEED);
    int checksum = ByteBuffer.wrap(record).getInt(4);
    assertEquals(RecordFormat.checksum(SEED, record, 0, 37), checksum);
    assertArrayEquals(expected, ByteBuffer.wrap(record).putInt(4, 0).array());
  }

  @Test
  void isFoundDamagedWithAnyBitChanged() {
    byte[] whole = RecordFormat.encode(message(5), SEED);
    assertTrue(isIntact(whole, SEED));
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(isIntact(damaged, SEED), "bit " + bit);
    }
  }

  @Test
  void isValidOnlyAfterTheRecordThatWasBeforeIt() {
    byte[] record = RecordFormat.encode(message(5), SEED);
    for (int bit = 0; bit < 32; bit++) {
      assertFalse(isIntact(record, SEED ^ 1 << bit), "bit " + bit);
    }
  }

  @Test
  void protectsItsLengthByTheChecksumToo() {
    byte[] longer = Arrays.copyOf(RecordFormat.encode(message(5), SEED), 200);
    int checksum = RecordFormat.checksum(SEED, longer, 0, 100);
    ByteBuffer.wrap(longer).putInt(0, 101);
    assertNotEquals(checksum, RecordFormat.checksum(SEED, longer, 0, 100));
  }

  @Test
  void isTheSameWhereverItStartsInTheBuffer() {
    byte[] record = RecordFormat.encode(message(5), SEED);
    byte[] moved = new byte[record.length + 13];
    System.arraycopy(record, 0, moved, 13, record.length);
    int length = record.length - RecordFormat.HEAD;
    assertEquals(
        RecordFormat.checksum(SEED, record, 0, length),
        RecordFormat.checksum(SEED, moved, 13, length));
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, 4, 5, 127, -1})
  void passesOverAKindOfRecordItDoesNotKnow(byte kind) {
    byte[] record = RecordFormat.encode(message(5), SEED);
    record[RecordFormat.HEAD] = kind;
    assertEquals(Optional.empty(), decode(record));
  }

  @Test
  void passesOverABodyThatEndsEarly() {
    byte[] checkpoint = RecordFormat.encode(new Checkpoint(7, 8, Optional.of(DROPS)), SEED);
    for (int length = RecordFormat.HEAD; length < checkpoint.length; length++) {
      assertEquals(Optional.empty(), decode(Arrays.copyOf(checkpoint, length)), "to " + length);
    }
    byte[] message = RecordFormat.encode(message(5, TestMessages.A, 0), SEED);
    for (int length = RecordFormat.HEAD; length < message.length; length++) {
      assertEquals(Optional.empty(), decode(Arrays.copyOf(message, length)), "to " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", " ", "/", "-", "é"})
  void passesOverAMessageOfAChannelThatIsNone(String path) {
    byte[] record = RecordFormat.encode(message(5, TestMessages.A, 1), SEED);
    record[record.length - 2] = path.getBytes(StandardCharsets.ISO_8859_1)[0];
    assertEquals(Optional.empty(), decode(record));
  }

  @Test
  void passesOverALedgerWithARangeThatIsNone() {
    Drops drops = new Drops(1, Map.of("a", List.of(new Dropped(1, 5, 5, 1))));
    byte[] record = RecordFormat.encode(new Checkpoint(7, 8, Optional.of(drops)), SEED);
    ByteBuffer.wrap(record).putLong(record.length - 8, 2);
    assertEquals(Optional.empty(), decode(record));
  }
}
