package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.ring.Unsynced.Pending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnsyncedTest {
  private final Segment segment = segment("segment-000001");
  private final Unsynced unsynced = new Unsynced();

  private static Segment segment(String name) {
    return new Segment(name, 1000, Header.appended(1, 0));
  }

  private Optional<Place> place() {
    return Optional.of(new Place(segment, -1, 64, 0, 100, 0));
  }

  private List<Long> ids() {
    return unsynced.all().stream().map(p -> p.message().id()).toList();
  }

  @BeforeEach
  void addThree() {
    unsynced.add(message(3, TestMessages.A, 30), Optional.empty());
    unsynced.add(message(1, TestMessages.A, 10), place());
    unsynced.add(message(2, TestMessages.A, 20), Optional.empty());
  }

  @Test
  void givesMessagesInTheOrderOfTheirIds() {
    assertEquals(List.of(1L, 2L, 3L), ids());
    assertEquals(1, unsynced.first().orElseThrow().message().id());
    assertEquals(2, unsynced.after(1).orElseThrow().message().id());
    assertEquals(Optional.empty(), unsynced.after(3));
    assertEquals(Optional.empty(), unsynced.get(4));
  }

  @Test
  void countsAllAndThoseInMemoryOnly() {
    assertEquals(3, unsynced.count());
    assertEquals(60, unsynced.bytes());
    assertEquals(2, unsynced.countInMemoryOnly());
    assertEquals(50, unsynced.bytesInMemoryOnly());
  }

  @Test
  void forgetsAMessageOnce() {
    unsynced.remove(2);
    unsynced.remove(2);
    assertEquals(List.of(1L, 3L), ids());
    assertEquals(40, unsynced.bytes());
  }

  @Test
  void forgetsARangeWithoutItsEnd() {
    unsynced.removeRange(1, 3);
    assertEquals(List.of(3L), ids());
    assertEquals(30, unsynced.bytes());
  }

  @Test
  void knowsWhereAMessageWasWritten() {
    Pending written = unsynced.get(1).orElseThrow();
    assertTrue(written.isIn(segment));
    assertFalse(written.isIn(segment("segment-000001")), "another use of the file");
    assertFalse(unsynced.get(2).orElseThrow().isIn(segment));
  }

  @Test
  void placesAMessageThatIsStillThere() {
    unsynced.place(2, place().orElseThrow());
    unsynced.place(99, place().orElseThrow());
    assertEquals(3, unsynced.count());
    assertEquals(30, unsynced.bytesInMemoryOnly());
    assertTrue(unsynced.get(2).orElseThrow().isIn(segment));
  }

  @Test
  void countsNothingAsWrittenAfterAFailure() {
    unsynced.displaceAll();
    assertEquals(3, unsynced.countInMemoryOnly());
    assertEquals(60, unsynced.bytesInMemoryOnly());
    assertEquals(60, unsynced.bytes());
  }
}
