package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.Hello.Dropped;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropLedgerTest {
  private final DropLedger ledger = new DropLedger();

  private void add(long epoch, long sequence) {
    ledger.add("a", new Counter(epoch, sequence));
  }

  private void add(long epoch, long first, long last) {
    ledger.add("a", range(epoch, first, last));
  }

  private static Dropped range(long epoch, long first, long last) {
    return new Dropped(epoch, first, last, last - first + 1);
  }

  private List<Dropped> ranges() {
    return ledger.ranges().getOrDefault("a", List.of());
  }

  @Test
  void holdsNothingAtFirst() {
    assertEquals(Map.of(), ledger.ranges());
    assertEquals(0, ledger.total());
    assertEquals(0, ledger.changes());
  }

  @Test
  void joinsMessagesThatFollowEachOther() {
    add(1, 5);
    add(1, 6);
    add(1, 7);
    assertEquals(List.of(new Dropped(1, 5, 7, 3)), ranges());
    assertEquals(3, ledger.total());
    assertEquals(3, ledger.changes());
  }

  @Test
  void keepsWhatIsNotAdjacentApart() {
    add(1, 5);
    add(1, 7);
    assertEquals(List.of(range(1, 5, 5), range(1, 7, 7)), ranges());
  }

  @Test
  void joinsBothSidesOfAGapThatIsFilled() {
    add(1, 7);
    add(1, 5);
    add(1, 6);
    assertEquals(List.of(range(1, 5, 7)), ranges());
  }

  @Test
  void keepsEpochsApartThoughTheirSequencesFollowEachOther() {
    add(1, 5);
    add(2, 6);
    assertEquals(List.of(range(1, 5, 5), range(2, 6, 6)), ranges());
  }

  @Test
  void keepsChannelsApart() {
    ledger.add("a", new Counter(1, 5));
    ledger.add("b", new Counter(1, 6));
    assertEquals(
        Map.of("a", List.of(range(1, 5, 5)), "b", List.of(range(1, 6, 6))), ledger.ranges());
  }

  @Test
  void sortsByEpochBeforeSequence() {
    add(2, 1);
    add(1, 9);
    assertEquals(List.of(range(1, 9, 9), range(2, 1, 1)), ranges());
  }

  @Test
  void neverClaimsMoreMessagesThanThereAreSequencesWhenAMessageIsEnteredTwice() {
    add(1, 5);
    add(1, 5);
    assertEquals(List.of(new Dropped(1, 5, 5, 1)), ranges());
    assertEquals(2, ledger.total());
  }

  @Test
  void joinsARangeWithinAnother() {
    ledger.add("a", new Dropped(1, 10, 20, 4));
    ledger.add("a", new Dropped(1, 12, 14, 2));
    assertEquals(List.of(new Dropped(1, 10, 20, 6)), ranges());
  }

  @Test
  void bridgesTheSmallestGapWhenThereAreTooManyRanges() {
    long[] sequences = {10, 20, 30, 40, 45, 60, 70, 80};
    for (long sequence : sequences) {
      add(1, sequence);
    }
    assertEquals(DropLedger.MAX_RANGES, ranges().size());
    add(1, 90);
    assertEquals(DropLedger.MAX_RANGES, ranges().size());
    assertEquals(new Dropped(1, 40, 45, 2), ranges().get(3));
    assertEquals(range(1, 90, 90), ranges().get(7));
  }

  @Test
  void bridgesAGapRatherThanForgettingAnotherEpoch() {
    for (long epoch = 1; epoch <= 8; epoch++) {
      add(epoch, 1);
    }
    add(8, 1_000_000);
    assertEquals(range(1, 1, 1), ranges().get(0));
    assertEquals(new Dropped(8, 1, 1_000_000, 2), ranges().get(7));
  }

  @Test
  void forgetsTheOldestOfNineEpochs() {
    for (long epoch = 1; epoch <= 9; epoch++) {
      add(epoch, 1);
    }
    assertEquals(8, ranges().size());
    assertEquals(2, ranges().get(0).epoch());
    assertEquals(9, ranges().get(7).epoch());
    assertEquals(9, ledger.total());
  }

  @Test
  void forgetsTheChannelWhoseNewestDropIsOldest() {
    ledger.add("young", new Counter(1, 1));
    ledger.add("young", new Counter(9, 1));
    ledger.add("old", new Counter(2, 1));
    for (int i = 2; i < DropLedger.MAX_CHANNELS; i++) {
      ledger.add("c" + i, new Counter(3, i));
    }
    assertEquals(DropLedger.MAX_CHANNELS, ledger.ranges().size());
    ledger.add("further", new Counter(3, 1));
    assertEquals(DropLedger.MAX_CHANNELS, ledger.ranges().size());
    assertFalse(ledger.ranges().containsKey("old"));
    assertTrue(ledger.ranges().containsKey("young"));
  }

  @Test
  void doesNotForgetTheChannelJustEntered() {
    for (int i = 0; i < DropLedger.MAX_CHANNELS; i++) {
      ledger.add("c" + i, new Counter(5, i));
    }
    ledger.add("ancient", new Counter(0, 0));
    assertTrue(ledger.ranges().containsKey("ancient"));
    assertFalse(ledger.ranges().containsKey("c0"));
  }

  @Test
  void takesOverWhatWasGivenUpEarlierWithoutCountingIt() {
    ledger.restore(Map.of("a", List.of(range(1, 1, 4)), "b", List.of(range(1, 9, 9))));
    assertEquals(
        Map.of("a", List.of(range(1, 1, 4)), "b", List.of(range(1, 9, 9))), ledger.ranges());
    assertEquals(0, ledger.total());
    assertEquals(0, ledger.changes());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 10, 20, 2", // the same
    "1, 12, 18, 2", // within
    "1, 10, 21, 3", // longer
    "1, 9, 20, 3", // earlier
  })
  void takesOverOnlyWhatIsNotWithinAKnownRange(long epoch, long first, long last, long count) {
    ledger.add("a", new Dropped(1, 10, 20, 2));
    ledger.restoreMissing(Map.of("a", List.of(new Dropped(epoch, first, last, 1))));
    assertEquals(1, ranges().size());
    assertEquals(count, ranges().get(0).count());
  }

  @Test
  void takesOverTheSameSequencesOfAnotherEpochOrChannel() {
    add(1, 10, 20);
    ledger.restoreMissing(Map.of("a", List.of(range(2, 10, 20)), "b", List.of(range(1, 10, 20))));
    assertEquals(List.of(range(1, 10, 20), range(2, 10, 20)), ranges());
    assertEquals(List.of(range(1, 10, 20)), ledger.ranges().get("b"));
  }

  @Test
  void isNotChangedThroughItsCopy() {
    add(1, 1);
    DropLedger copy = ledger.copy();
    assertEquals(ledger.ranges(), copy.ranges());
    copy.add("a", new Counter(1, 2));
    copy.add("b", new Counter(1, 2));
    assertEquals(Map.of("a", List.of(range(1, 1, 1))), ledger.ranges());
  }

  @Test
  void givesOutASnapshot() {
    add(1, 1);
    Map<String, List<Dropped>> before = ledger.ranges();
    add(1, 2);
    assertEquals(Map.of("a", List.of(range(1, 1, 1))), before);
  }

  @Test
  void reachesToTheLargestSequence() {
    add(Counter.MAX, Counter.MAX - 1);
    add(Counter.MAX, Counter.MAX);
    assertEquals(List.of(range(Counter.MAX, Counter.MAX - 1, Counter.MAX)), ranges());
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 1, 1",
    "4294967296, 1, 1, 1",
    "1, -1, 1, 1",
    "1, 2, 1, 1",
    "1, 1, 4294967296, 1",
    "1, 5, 7, 0",
    "1, 5, 7, 4",
  })
  void refusesARangeThatIsNone(long epoch, long first, long last, long count) {
    assertThrows(IllegalArgumentException.class, () -> new Dropped(epoch, first, last, count));
  }

  /** As thinning leaves them: every second message of four stretches, then of all together. */
  @Test
  void joinsARangeWithAllThatItOverlaps() {
    for (long first = 2; first < 120; first += 30) {
      ledger.add("a", new Dropped(1, first, first + 28, 15));
    }
    assertEquals(4, ranges().size());
    ledger.add("a", new Dropped(1, 3, 119, 30));
    assertEquals(List.of(new Dropped(1, 2, 120, 90)), ranges());
  }

  @Test
  void joinsARangeThatBeginsBeforeAllOthers() {
    add(1, 10);
    add(1, 20);
    add(1, 30);
    ledger.add("a", new Dropped(1, 1, 25, 5));
    assertEquals(List.of(new Dropped(1, 1, 25, 7), range(1, 30, 30)), ranges());
  }
}
