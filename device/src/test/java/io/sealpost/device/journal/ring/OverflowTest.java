package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.A;
import static io.sealpost.device.journal.ring.TestMessages.B;
import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.WhenFull;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverflowTest {
  private final DropLedger ledger = new DropLedger();
  private final Contents contents = new Contents(new Segments(), ledger, 0, 0);

  private Overflow overflow(WhenFull whenFull) {
    return new Overflow(4, 100, new Bounds(1 << 17, 1 << 20, whenFull, 2, 0), contents);
  }

  private void keep(int count, int size) {
    for (int id = 0; id < count; id++) {
      contents.unsynced().add(message(id, A, size), Optional.empty());
    }
  }

  private List<Long> kept() {
    return contents.unsynced().all().stream().map(p -> p.message().id()).toList();
  }

  @ParameterizedTest
  @EnumSource
  void givesNothingUpWhileThereIsRoom(WhenFull whenFull) {
    keep(3, 10);
    assertTrue(overflow(whenFull).hasRoomFor(message(3, A, 70)));
    assertTrue(overflow(whenFull).makeRoomFor(message(3, A, 70)));
    assertEquals(List.of(0L, 1L, 2L), kept());
  }

  @Test
  void isFullByNumberAndByBytes() {
    keep(3, 10);
    assertFalse(overflow(WhenFull.DROP_OLDEST).hasRoomFor(message(3, A, 71)));
    keep(4, 10);
    assertFalse(overflow(WhenFull.DROP_OLDEST).hasRoomFor(message(4, A, 1)));
  }

  @Test
  void givesUpAsManyOfTheOldestAsAMessageNeeds() {
    keep(4, 25);
    assertTrue(overflow(WhenFull.DROP_OLDEST).makeRoomFor(message(4, A, 26)));
    assertEquals(List.of(2L, 3L), kept());
    assertEquals(2, ledger.total());
    assertTrue(overflow(WhenFull.DROP_OLDEST).makeRoomFor(message(5, A, 50)));
    assertEquals(List.of(2L, 3L), kept());
  }

  @Test
  void refusesTheNewestAndKeepsTheOthers() {
    keep(4, 10);
    assertFalse(overflow(WhenFull.DROP_NEWEST).makeRoomFor(message(4)));
    assertEquals(List.of(0L, 1L, 2L, 3L), kept());
    assertEquals(0, ledger.total());
  }

  @Test
  void thinsEachChannelByItself() {
    contents.unsynced().add(message(0, A, 1), Optional.empty());
    contents.unsynced().add(message(1, B, 1), Optional.empty());
    contents.unsynced().add(message(2, A, 1), Optional.empty());
    contents.unsynced().add(message(3, B, 1), Optional.empty());
    assertTrue(overflow(WhenFull.THIN).makeRoomFor(message(4)));
    assertEquals(List.of(0L, 1L), kept());
    assertEquals(2, ledger.total());
  }

  @Test
  void givesUpTheOldestWhereThinningIsNotEnough() {
    keep(4, 25);
    assertTrue(overflow(WhenFull.THIN).makeRoomFor(message(4, A, 60)));
    assertEquals(List.of(2L), kept());
    assertEquals(3, ledger.total());
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatDoesNotFitAtAll(WhenFull whenFull) {
    assertFalse(overflow(whenFull).makeRoomFor(message(0, A, 101)));
  }
}
