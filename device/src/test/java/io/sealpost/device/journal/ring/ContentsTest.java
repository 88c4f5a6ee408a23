package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.DropLedger;
import io.sealpost.protocol.Hello.Dropped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentsTest {
  private static final long FIRST_OF_RUN = 30;

  private final Segments segments = new Segments();
  private final DropLedger ledger = new DropLedger();
  private final Contents contents = new Contents(segments, ledger, 10, FIRST_OF_RUN);

  /** A segment with messages of 10 bytes of all ids from one to another. */
  private Segment segment(long firstId, long lastId) {
    Segment segment = new Segment("segment-" + firstId, 4096, Header.appended(1, firstId));
    for (long id = firstId; id <= lastId; id++) {
      segment.kept(10);
    }
    segment.endsAt(1000, 0, lastId);
    segments.add(segment);
    return segment;
  }

  private void handOut(long... ids) {
    for (long id : ids) {
      contents.outstanding().handOut(message(id));
    }
  }

  private void keepWritten(Segment segment, long id) {
    Place place = new Place(segment, id - 1, 64, 0, 100, 0);
    contents.unsynced().add(message(id), Optional.of(place));
  }

  private void keepInMemory(long id) {
    contents.unsynced().add(message(id), Optional.empty());
  }

  @Test
  void knowsTheMessagesOfThisRunByTheirIds() {
    assertFalse(contents.isOfThisRun(29));
    assertTrue(contents.isOfThisRun(30));
    contents.useId();
    assertEquals(31, contents.nextId());
    assertTrue(contents.isOfThisRun(30));
  }

  @Test
  void isPositionedAtTheOldestThatWasHandedOut() {
    segment(10, 20);
    handOut(10, 11, 12);
    assertEquals(10, contents.position());
    contents.release(11);
    assertEquals(10, contents.position());
    contents.release(10);
    assertEquals(12, contents.position());
  }

  @Test
  void isPositionedAtWhatComesNextOnceAllIsReleased() {
    segment(10, 12);
    segment(15, 20);
    handOut(10);
    contents.release(10);
    assertEquals(11, contents.position());
    handOut(11, 12);
    contents.release(11);
    contents.release(12);
    assertEquals(15, contents.position());
  }

  @Test
  void isPositionedAtTheEndIfNothingIsKept() {
    assertEquals(FIRST_OF_RUN, contents.position());
  }

  @Test
  void isPositionedAtAMessageInMemoryBelowTheSegments() {
    segment(20, 25);
    keepInMemory(15);
    assertEquals(15, contents.position());
    keepInMemory(27);
    contents.unsynced().remove(15);
    assertEquals(20, contents.position());
  }

  @Test
  void countsAMessageWrittenAndInMemoryOnce() {
    Segment segment = segment(10, 12);
    keepWritten(segment, 12);
    keepInMemory(13);
    assertEquals(4, contents.messages());
    assertEquals(40, contents.bytes());
  }

  @Test
  void releasesWhereAMessageIs() {
    Segment first = segment(10, 12);
    Segment second = segment(20, 22);
    keepWritten(second, 22);
    handOut(10, 20, 22);
    contents.release(10);
    contents.release(22);
    assertEquals(2, first.messages());
    assertEquals(20, first.bytes());
    assertEquals(2, second.messages());
    assertEquals(0, contents.unsynced().count());
    assertEquals(0, ledger.total());
  }

  @Test
  void releasesAMessageInMemoryWithoutTouchingASegment() {
    Segment segment = segment(10, 12);
    keepInMemory(13);
    handOut(13);
    contents.release(13);
    assertEquals(3, segment.messages());
    assertEquals(3, contents.messages());
  }

  @Test
  void releasesOnceAndOnlyWhatWasHandedOut() {
    Segment segment = segment(10, 12);
    handOut(10);
    contents.release(10);
    contents.release(10);
    contents.release(11);
    assertEquals(2, segment.messages());
  }

  @Test
  void entersWhatIsGivenUp() {
    Segment segment = segment(10, 12);
    handOut(10);
    contents.giveUp(contents.outstanding().first().orElseThrow());
    contents.giveUp(message(11));
    assertEquals(Map.of("a", List.of(new Dropped(TestMessages.EPOCH, 10, 11, 2))), ledger.ranges());
    assertEquals(1, segment.messages());
    assertEquals(10, segment.bytes());
    assertEquals(Optional.empty(), contents.outstanding().first());
  }

  @Test
  void losesWhatCannotBeReadButKeepsWhatWasHandedOutBelow() {
    Segment segment = segment(10, 20);
    handOut(10, 11, 12, 13);
    contents.release(11);
    contents.lost(segment, 12);
    assertEquals(2, contents.messages());
    assertEquals(20, contents.bytes());
    assertEquals(12, segment.lastId());
    assertTrue(contents.outstanding().isKept(12));
    assertFalse(contents.outstanding().isKept(13));
    contents.release(10);
    contents.release(12);
    assertEquals(0, contents.messages());
    assertEquals(FIRST_OF_RUN, contents.position());
  }

  @Test
  void doesNotLoseWhatIsInMemoryAllTheSame() {
    Segment segment = segment(10, 20);
    keepWritten(segment, 19);
    keepWritten(segment, 20);
    handOut(10, 11);
    contents.lost(segment, 10);
    assertEquals(3, contents.messages());
    assertEquals(30, contents.bytes());
    assertEquals(20, segment.lastId());
    assertTrue(contents.outstanding().isKept(10));
    assertFalse(contents.outstanding().isKept(11));
  }

  @Test
  void losesAWholeSegment() {
    Segment segment = segment(10, 20);
    segment(21, 25);
    contents.lost(segment, 9);
    assertEquals(0, segment.messages());
    assertEquals(9, segment.lastId());
    assertEquals(21, contents.position());
    assertEquals(5, contents.messages());
  }
}
