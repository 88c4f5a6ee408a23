package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.A;
import static io.sealpost.device.journal.ring.TestMessages.B;
import static io.sealpost.device.journal.ring.TestMessages.EPOCH;
import static io.sealpost.device.journal.ring.TestMessages.ids;
import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Thinning.OfChannel;
import io.sealpost.device.journal.ring.Thinning.Pair;
import io.sealpost.protocol.Hello.Dropped;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinningTest {
  private static final int SIZE = 128 << 10;
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          3, 30, Optional.of(new Drops(1, Map.of("a", List.of(new Dropped(1, 2, 3, 1))))));

  private static List<Message> messages(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(TestMessages::message).toList();
  }

  /** Segments one after the other, thinned as often as said. */
  private static List<Segment> segments(String levels) {
    return Arrays.stream(levels.split(" ", -1)).map(ThinningTest::segment).toList();
  }

  private static Segment segment(String level) {
    Header header = new Header(Header.VERSION, Integer.parseInt(level), 0, 1, 0, 100);
    return new Segment("segment-000001", SIZE, header);
  }

  @Test
  void keepsEveryKthOfEachChannelTheFirstIncluded() {
    Thinning halved = Thinning.of(messages(10, 16), 2);
    assertEquals(List.of(10L, 12L, 14L, 16L), ids(halved.kept()));
    Thinning third = Thinning.of(messages(10, 16), 3);
    assertEquals(List.of(10L, 13L, 16L), ids(third.kept()));
  }

  @Test
  void countsEachChannelByItself() {
    List<Message> messages =
        List.of(message(1), message(2, B, 1), message(3), message(4, B, 1), message(5, B, 1));
    Thinning thinning = Thinning.of(messages, 2);
    assertEquals(List.of(1L, 2L, 5L), ids(thinning.kept()));
    assertEquals(
        List.of(
            new OfChannel("a", new Dropped(EPOCH, 3, 3, 1)),
            new OfChannel("b", new Dropped(EPOCH, 4, 4, 1))),
        thinning.dropped());
  }

  @Test
  void tellsWhatItGivesUpAsOneRangeOfEachEpoch() {
    Message other = message(6);
    Message restarted = new Message(6, A, new Counter(EPOCH + 1, 0), other.time(), other.sealed());
    List<Message> messages =
        List.of(message(1), message(2), message(3), message(4), message(5), restarted);
    Thinning thinning = Thinning.of(messages, 2);
    assertEquals(
        List.of(
            new OfChannel("a", new Dropped(EPOCH, 2, 4, 2)),
            new OfChannel("a", new Dropped(EPOCH + 1, 0, 0, 1))),
        thinning.dropped());
  }

  @Test
  void givesNothingUpOfASingleMessage() {
    Thinning thinning = Thinning.of(messages(1, 1), 100);
    assertEquals(List.of(1L), ids(thinning.kept()));
    assertEquals(List.of(), thinning.dropped());
  }

  @Test
  void entersWhatItGivesUp() {
    DropLedger ledger = new DropLedger();
    Thinning.of(messages(1, 9), 2).enterInto(ledger);
    assertEquals(Map.of("a", List.of(new Dropped(EPOCH, 2, 8, 4))), ledger.ranges());
    assertEquals(4, ledger.total());
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 0 0, 0", // the oldest of equals
    "1 0 0 0, 1", // the least thinned
    "2 1 1 0, 1", // rather an even pair
    "1 0, 0", // uneven if there is no other
    "3 1 0, 1", // the least thinned of uneven ones
    "2 2 1 0, 0", // even though it was thinned more
  })
  void choosesTheOldestPairOfThoseThinnedLeast(String levels, int first) {
    List<Segment> segments = segments(levels);
    Pair pair = Thinning.choose(segments, segment -> true).orElseThrow();
    assertSame(segments.get(first), pair.first());
    assertSame(segments.get(first + 1), pair.second());
  }

  @ParameterizedTest
  @CsvSource({"0 0, 1", "1 1, 2", "2 0, 3", "0 3, 4"})
  void raisesTheLevelAboveThoseOfBoth(String levels, int expected) {
    Pair pair = Thinning.choose(segments(levels), segment -> true).orElseThrow();
    assertEquals(expected, pair.levelAfter());
  }

  @Test
  void choosesNoSegmentThatIsStillWritten() {
    List<Segment> segments = segments("0 0 0");
    Segment middle = segments.get(1);
    assertEquals(Optional.empty(), Thinning.choose(segments, segment -> segment != middle));
    Segment first = segments.get(0);
    assertSame(
        middle, Thinning.choose(segments, segment -> segment != first).orElseThrow().first());
  }

  @Test
  void needsTwoSegments() {
    assertEquals(Optional.empty(), Thinning.choose(List.of(), segment -> true));
    assertEquals(Optional.empty(), Thinning.choose(segments("0"), segment -> true));
  }

  @Test
  void writesASegmentThatReadsBackAndIsAsLongAsForetold() throws IOException {
    Thinning thinning = Thinning.of(messages(10, 20), 2);
    Header header = Header.thinned(1, thinning.kept().size() + 1, 5, 10, 21);
    Segment segment = new Segment("segment-000001", SIZE, header);
    byte[] bytes = thinning.encode(segment, CHECKPOINT);

    assertEquals(SIZE, bytes.length);
    assertArrayEquals(header.encode(), Arrays.copyOf(bytes, Header.SIZE));
    assertEquals(thinning.size(CHECKPOINT), segment.end() + RecordFormat.TERMINATOR);
    assertEquals(20, segment.lastId());
    assertEquals(6, segment.messages());
    assertEquals(60, segment.bytes());

    SimulatedDisk disk = new SimulatedDisk(512, 1);
    disk.put("segment-000001", bytes);
    assertEquals(ids(thinning.kept()), ids(Scan.messages(disk, segment)));
  }

  @Test
  void leavesNothingOfAnEarlierTurnBehindTheRecords() {
    Segment segment = new Segment("segment-000001", SIZE, Header.thinned(1, 1, 5, 10, 21));
    byte[] bytes = Thinning.of(List.of(), 2).encode(segment, CHECKPOINT);
    assertEquals(9, segment.lastId());
    byte[] rest = Arrays.copyOfRange(bytes, segment.end(), SIZE);
    assertArrayEquals(new byte[rest.length], rest);
  }
}
