package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherBudgetTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1000 * MS;

  private final PublisherBudget budget = new PublisherBudget(100, 3);

  private int takeAll(long now) {
    int taken = 0;
    while (budget.take(now)) {
      taken++;
    }
    return taken;
  }

  @Test
  void isFullAtFirst() {
    assertEquals(3, takeAll(0));
  }

  @Test
  void getsATokenBackAtEveryStep() {
    takeAll(0);
    assertEquals(10 * MS, budget.nextAt());
    assertFalse(budget.take(10 * MS - 1));
    assertTrue(budget.take(10 * MS));
    assertFalse(budget.take(20 * MS - 1));
    assertTrue(budget.take(20 * MS));
  }

  @Test
  void holdsNoMoreThanItsBurst() {
    takeAll(0);
    assertEquals(2, takeAll(20 * MS));
    assertEquals(3, takeAll(3600 * SECOND));
  }

  @Test
  void isFullAgainWhenItIsFilled() {
    takeAll(5 * MS);
    budget.fill(6 * MS);
    assertEquals(3, takeAll(6 * MS));
  }

  @Test
  void allowsItsRateAndABurstWhateverTheTimes() {
    SplittableRandom random = new SplittableRandom(1);
    long now = 0;
    long taken = 0;
    while (now < 100 * SECOND) {
      now += random.nextLong(30 * MS);
      taken += takeAll(now);
      assertTrue(taken <= 3 + now / (10 * MS), taken + " at " + now);
    }
    assertTrue(taken > 9000, "it does not starve either: " + taken);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1000001, 1", "1, 0"})
  void needsARateAndABurst(int rate, int burst) {
    assertThrows(IllegalArgumentException.class, () -> new PublisherBudget(rate, burst));
  }
}
