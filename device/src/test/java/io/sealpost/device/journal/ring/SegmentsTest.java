package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {
  private final Segments segments = new Segments();
  private final Segment first = segment(10, 14);
  private final Segment empty = segment(20, 19);
  private final Segment last = segment(30, 39);

  private static Segment segment(long firstId, long lastId) {
    Segment segment = new Segment("segment-" + firstId, 4096, Header.appended(1, firstId));
    segment.endsAt(100, 0, lastId);
    return segment;
  }

  @BeforeEach
  void addInAnyOrder() {
    segments.add(last);
    segments.add(first);
    segments.add(empty);
  }

  @Test
  void isSortedByIds() {
    assertEquals(List.of(first, empty, last), segments.all());
    assertEquals(Optional.of(first), segments.first());
    assertEquals(Optional.of(last), segments.last());
    assertEquals(Optional.of(empty), segments.after(first));
    assertEquals(Optional.empty(), segments.after(last));
    assertEquals(List.of(empty, last), segments.from(20));
    assertEquals(List.of(last), segments.from(21));
  }

  @Test
  void findsTheOneInChargeOfAnId() {
    assertEquals(Optional.empty(), segments.holding(9));
    assertEquals(Optional.of(first), segments.holding(10));
    assertEquals(Optional.of(first), segments.holding(19));
    assertEquals(Optional.of(empty), segments.holding(20));
    assertEquals(Optional.of(last), segments.holding(1000));
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "10, 10", "12, 12", "14, 14", "15, 30", "25, 30", "39, 39"})
  void findsTheLowestIdThatAMessageCanHave(long from, long expected) {
    assertEquals(OptionalLong.of(expected), segments.firstIdFrom(from));
  }

  @Test
  void findsNoIdAboveAll() {
    assertEquals(OptionalLong.empty(), segments.firstIdFrom(40));
    assertEquals(OptionalLong.empty(), new Segments().firstIdFrom(0));
  }

  @Test
  void takesASegmentOut() {
    segments.remove(first);
    assertTrue(first.isGone());
    assertFalse(last.isGone());
    assertEquals(List.of(empty, last), segments.all());
    assertEquals(Optional.empty(), segments.holding(15));
  }

  @Test
  void doesNotTakeOutTheSegmentThatReplacedIt() {
    Segment replacement = segment(10, 19);
    segments.add(replacement);
    segments.remove(first);
    assertEquals(Optional.of(replacement), segments.first());
    assertFalse(replacement.isGone());
  }
}
