package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.ring.Outstanding.Handed;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private final Outstanding outstanding = new Outstanding(10);

  private Optional<Long> first() {
    return outstanding.first().map(Handed::id);
  }

  @BeforeEach
  void handOutThree() {
    outstanding.handOut(message(10));
    outstanding.handOut(message(12));
    outstanding.handOut(message(13, TestMessages.B, 5));
  }

  @Test
  void keepsWhatIsAtThePositionAndAbove() {
    Outstanding fresh = new Outstanding(10);
    assertEquals(9, fresh.frontier());
    assertFalse(fresh.isKept(9));
    assertTrue(fresh.isKept(10));
    assertEquals(Optional.empty(), fresh.first());
  }

  @Test
  void keepsWhatWasHandedOutAndWhatIsStillToCome() {
    assertEquals(13, outstanding.frontier());
    assertTrue(outstanding.isKept(10));
    assertFalse(outstanding.isKept(11));
    assertTrue(outstanding.isKept(12));
    assertTrue(outstanding.isKept(14));
  }

  @Test
  void remembersWhatIsNeededToGiveAMessageUp() {
    Handed handed = outstanding.remove(13).orElseThrow();
    assertEquals(Handed.of(message(13, TestMessages.B, 5)), handed);
    assertEquals(5, handed.size());
    assertEquals(TestMessages.B, handed.channel());
  }

  @Test
  void forgetsAMessageOnce() {
    assertEquals(Optional.of(10L), first());
    assertTrue(outstanding.remove(10).isPresent());
    assertEquals(Optional.empty(), outstanding.remove(10));
    assertFalse(outstanding.isKept(10));
    assertEquals(Optional.of(12L), first());
    assertEquals(Optional.empty(), outstanding.remove(99));
  }

  @Test
  void doesNotRememberAgainWhatWasReleased() {
    assertTrue(outstanding.remove(10).isPresent());
    outstanding.handOut(message(10));
    assertFalse(outstanding.isKept(10));
  }

  @Test
  void remembersAMessageOnceThoughItIsHandedOutTwice() {
    outstanding.handOut(message(13, TestMessages.B, 5));
    assertEquals(1, outstanding.count(13, 13));
    assertEquals(13, outstanding.frontier());
  }

  @Test
  void passesOverWhatWasGivenUpInItsTurn() {
    outstanding.pass(15);
    assertEquals(15, outstanding.frontier());
    assertFalse(outstanding.isKept(15));
    assertTrue(outstanding.isKept(16));
    outstanding.pass(3);
    assertEquals(15, outstanding.frontier());
  }

  @Test
  void forgetsARangeWithoutItsEnd() {
    outstanding.removeRange(10, 13);
    assertEquals(Optional.of(13L), first());
  }

  @Test
  void countsARangeWithItsEnd() {
    assertEquals(3, outstanding.count(10, 13));
    assertEquals(25, outstanding.bytes(10, 13));
    assertEquals(1, outstanding.count(11, 12));
    assertEquals(10, outstanding.bytes(11, 12));
    assertEquals(15, outstanding.bytes(12, 13));
    assertEquals(0, outstanding.count(11, 11));
  }

  @Test
  void countsNothingInARangeThatEndsBeforeItBegins() {
    assertEquals(0, outstanding.count(13, 12));
    assertEquals(0, outstanding.bytes(13, 12));
  }
}
