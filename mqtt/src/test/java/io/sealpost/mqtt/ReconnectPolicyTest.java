package io.sealpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ReconnectPolicy.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ReconnectPolicyTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @Test
  void upperBoundDoublesFromOneSecondToOneMinuteAndStaysThere() {
    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), seconds(policy(new Highest()), 9));
  }

  @Test
  void boundDoesNotOverflowAfterMonthsWithoutABroker() {
    ReconnectPolicy policy = policy(new Highest());
    for (int i = 0; i < 100_000; i++) {
      policy.lost(false, i);
    }
    assertEquals(60, policy.lost(false, 0).toSeconds());
  }

  @Test
  void anyDelayDownToNoneIsPossible() {
    assertEquals(List.of(0L, 0L, 0L), seconds(policy(new Lowest()), 3));
  }

  @Test
  void delaysOfTwoDevicesDiffer() {
    ReconnectPolicy one = policy(new Random(1));
    ReconnectPolicy other = policy(new Random(2));
    for (int i = 0; i < 10; i++) {
      assertTrue(!one.lost(false, 0).equals(other.lost(false, 0)));
    }
  }

  @Test
  void delaysFillTheWholeRange() {
    ReconnectPolicy policy = policy(new Random(3));
    seconds(policy, 10);
    int[] quarters = new int[4];
    for (int i = 0; i < 1_000; i++) {
      quarters[(int) (policy.lost(false, 0).toMillis() / 15_001)]++;
    }
    for (int quarter : quarters) {
      assertTrue(quarter > 200, "about 250 expected: " + quarter);
    }
  }

  @Test
  void connectionThatHeldForAMinuteMakesLossesForgotten() {
    ReconnectPolicy policy = policy(new Highest());
    seconds(policy, 5);
    policy.connected(7);
    assertEquals(1, policy.lost(false, 7 + MINUTE).toSeconds());
    assertEquals(2, policy.lost(false, 7 + MINUTE).toSeconds());
  }

  @Test
  void connectionThatDidNotHoldForAMinuteChangesNothing() {
    ReconnectPolicy policy = policy(new Highest());
    seconds(policy, 3);
    policy.connected(7);
    assertEquals(8, policy.lost(false, 7 + MINUTE - 1).toSeconds());
  }

  @Test
  void timeWithoutAConnectionDoesNotCountAsStable() {
    ReconnectPolicy policy = policy(new Highest());
    policy.connected(0);
    policy.lost(false, 1);
    assertEquals(2, policy.lost(false, 100 * MINUTE).toSeconds());
  }

  @Test
  void clockMayBeNegativeAndWrapAround() {
    ReconnectPolicy policy = policy(new Highest());
    seconds(policy, 3);
    policy.connected(Long.MAX_VALUE);
    assertEquals(1, policy.lost(false, Long.MAX_VALUE + MINUTE).toSeconds());
  }

  @Test
  void lastingFaultIsTriedAgainSlowlyAndDoesNotDoubleAnything() {
    ReconnectPolicy policy = policy(new Highest());
    assertEquals(Duration.ofMinutes(5), policy.lost(true, 0));
    assertEquals(Duration.ofMinutes(5), policy.lost(true, 0));
    assertEquals(1, policy.lost(false, 0).toSeconds());
    assertEquals(Duration.ofSeconds(150), policy(new Lowest()).lost(true, 0));
  }

  @Test
  void numbersAreChecked() {
    Duration one = Duration.ofSeconds(1);
    Duration more = one.plusNanos(1);
    Duration less = one.minusNanos(1);
    assertEquals(one, new Settings(one, one, one, one, one).lostCap());
    assertRefused(Duration.ZERO, one, one, one, one);
    assertRefused(more, one, one, one, one);
    assertRefused(one, one, less, one, one);
    assertRefused(one, one, more, one, one);
    assertRefused(one, one, one, one.negated(), one);
    assertRefused(one, one, one, one, one.negated());
  }

  @Test
  void firstAttemptAfterALostConnectionComesWithinEightSecondsHoweverOftenItWasLost() {
    ReconnectPolicy policy = policy(new Highest());
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      policy.connected(i);
      delays.add(policy.lost(false, i).toSeconds());
    }
    assertEquals(List.of(1L, 2L, 4L, 8L, 8L, 8L, 8L, 8L), delays);
  }

  @Test
  void attemptsThatFailAfterALostConnectionGoOnSlowingDown() {
    ReconnectPolicy policy = policy(new Highest());
    seconds(policy, 5);
    policy.connected(7);
    assertEquals(8, policy.lost(false, 8).toSeconds());
    assertEquals(List.of(60L, 60L), seconds(policy, 2));
    policy.connected(9);
    assertEquals(8, policy.lost(false, 10).toSeconds());
  }

  @Test
  void twentyCutsInARowCostAboutAMinuteOfWaiting() {
    Duration total = Duration.ZERO;
    for (int run = 0; run < 100; run++) {
      ReconnectPolicy policy = policy(new Random(run));
      for (int cut = 0; cut < 20; cut++) {
        policy.connected(cut);
        total = total.plus(policy.lost(false, cut));
      }
    }
    long mean = total.dividedBy(100).toSeconds();
    assertTrue(mean > 60 && mean < 80, mean + " s, and half of 7 s and of 17 times 8 s expected");
  }

  private static void assertRefused(
      Duration base, Duration cap, Duration lostCap, Duration slow, Duration stable) {
    assertThrows(
        IllegalArgumentException.class, () -> new Settings(base, cap, lostCap, slow, stable));
  }

  private static ReconnectPolicy policy(RandomGenerator random) {
    return new ReconnectPolicy(Settings.standard(), random);
  }

  private static List<Long> seconds(ReconnectPolicy policy, int losses) {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < losses; i++) {
      delays.add(policy.lost(false, 0).toSeconds());
    }
    return delays;
  }

  /** Always draws the highest number. */
  private static final class Highest implements RandomGenerator {
    @Override
    public long nextLong() {
      return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }

  /** Always draws the lowest number. */
  private static final class Lowest implements RandomGenerator {
    @Override
    public long nextLong() {
      return 0;
    }
  }
}
