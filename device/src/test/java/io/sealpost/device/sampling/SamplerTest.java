package io.sealpost.device.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static final long MS = 1_000_000;
  private static final long S = 1000 * MS;
  private static final StreamName FAST = new StreamName("fast");
  private static final StreamName SLOW = new StreamName("slow");

  /** All streams start at once. */
  private static final RandomGenerator AT_ONCE = () -> 0;

  private final Sampler sampler = sampler(AT_ONCE);

  private static Sampler sampler(RandomGenerator random) {
    Map<StreamName, Duration> intervals = new LinkedHashMap<>();
    intervals.put(FAST, Duration.ofSeconds(1));
    intervals.put(SLOW, Duration.ofSeconds(5));
    return new Sampler(intervals, 0, random);
  }

  private List<StreamName> dueAndFinished(long now) {
    List<StreamName> due = sampler.due(now);
    due.forEach(stream -> sampler.succeeded(stream, now));
    return due;
  }

  @Test
  void samplesEachStreamAtItsOwnInterval() {
    List<String> timeline = new ArrayList<>();
    for (int second = 0; second <= 6; second++) {
      timeline.add(second + dueAndFinished(second * S).toString());
    }
    assertEquals(
        List.of(
            "0[fast, slow]",
            "1[fast]",
            "2[fast]",
            "3[fast]",
            "4[fast]",
            "5[fast, slow]",
            "6[fast]"),
        timeline);
  }

  @Test
  void isNotDueTwiceInOneSlot() {
    assertEquals(List.of(FAST, SLOW), dueAndFinished(0));
    assertEquals(List.of(), sampler.due(0));
    assertEquals(List.of(), sampler.due(S - 1));
  }

  @Test
  void leavesASensorAloneThatIsStillBeingRead() {
    sampler.due(0);
    sampler.succeeded(FAST, 0);
    assertEquals(List.of(FAST), dueAndFinished(S));
    assertEquals(List.of(FAST), dueAndFinished(5 * S));
    sampler.succeeded(SLOW, 0);
    assertEquals(List.of(), sampler.due(5 * S));
    assertEquals(List.of(FAST), dueAndFinished(9 * S));
    assertEquals(List.of(FAST, SLOW), dueAndFinished(10 * S));
  }

  @Test
  void samplesAtOnceWhatHasNews() {
    dueAndFinished(0);
    sampler.hurry(SLOW, S / 2);
    assertEquals(S / 2, sampler.nextDue());
    assertEquals(List.of(SLOW), dueAndFinished(S / 2));
    assertEquals(List.of(FAST), dueAndFinished(S));
    assertEquals(List.of(FAST), dueAndFinished(5 * S));
    assertEquals(List.of(SLOW), dueAndFinished(5 * S + S / 2));
  }

  @Test
  void samplesAgainWhatHadNewsWhileItWasBeingRead() {
    sampler.due(0);
    sampler.hurry(SLOW, MS);
    assertEquals(List.of(), sampler.due(2 * MS));
    sampler.succeeded(SLOW, 3 * MS);
    assertEquals(List.of(SLOW), dueAndFinished(3 * MS));
  }

  @Test
  void newsOfAStreamThatItDoesNotHaveAreIgnored() {
    sampler.hurry(new StreamName("other"), 0);
    assertEquals(List.of(FAST, SLOW), dueAndFinished(0));
  }

  @Test
  void doesNotCallTheAgentAgainAndAgainForASensorThatIsStillBeingRead() {
    sampler.due(0);
    sampler.due(S);
    assertEquals(2 * S, sampler.nextDue());
  }

  @Test
  void doesNotMakeUpForTheTimeThatASensorTook() {
    sampler.due(0);
    sampler.succeeded(SLOW, 0);
    sampler.due(4 * S + 500 * MS);
    sampler.succeeded(FAST, 0);
    assertEquals(List.of(), sampler.due(4 * S + 600 * MS));
    assertEquals(List.of(FAST, SLOW), sampler.due(5 * S));
  }

  @Test
  void tellsWhenTheNextStreamIsDue() {
    sampler.due(0);
    assertEquals(S, sampler.nextDue());
    sampler.change(FAST, Duration.ofHours(1), 0);
    assertEquals(5 * S, sampler.nextDue());
  }

  @Test
  void hasNothingDueWithoutStreams() {
    assertEquals(Long.MAX_VALUE, new Sampler(Map.of(), 0, AT_ONCE).nextDue());
  }

  @Test
  void changesAnIntervalAtOnce() {
    dueAndFinished(0);
    sampler.change(SLOW, Duration.ofMillis(200), 100 * MS);
    assertEquals(200 * MS, sampler.nextDue());
    assertEquals(List.of(SLOW), dueAndFinished(200 * MS));
    assertEquals(List.of(SLOW), dueAndFinished(400 * MS));
    assertEquals(Duration.ofMillis(200), sampler.intervals().get(SLOW));
    assertEquals(Duration.ofSeconds(1), sampler.intervals().get(FAST));
  }

  @Test
  void refusesToChangeWhatItDoesNotHave() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> sampler.change(new StreamName("other"), Duration.ofSeconds(1), 0));
    assertEquals("stream \"other\" must be one of [fast, slow]", e.getMessage());
  }

  @Test
  void triesAFailingSensorEverMoreSlowlyAndTheOthersAsBefore() {
    List<String> timeline = new ArrayList<>();
    for (int second = 0; second <= 10; second++) {
      List<StreamName> due = sampler.due(second * S);
      for (StreamName stream : due) {
        if (stream.equals(FAST)) {
          sampler.failed(stream, second * S);
        } else {
          sampler.succeeded(stream, second * S);
        }
      }
      timeline.add(second + due.toString());
    }
    assertEquals(
        List.of(
            "0[fast, slow]",
            "1[fast]",
            "2[]",
            "3[fast]",
            "4[]",
            "5[slow]",
            "6[]",
            "7[fast]",
            "8[]",
            "9[]",
            "10[slow]"),
        timeline);
  }

  @Test
  void seesARecoveryWithin25SecondsHoweverLongASensorFailed() {
    for (long now = 0; now < 3600 * S; now += S) {
      if (sampler.due(now).contains(FAST)) {
        sampler.failed(FAST, now);
      }
    }
    long next = 3600 * S;
    while (!sampler.due(next).contains(FAST)) {
      next += S;
    }
    assertTrue(next < 3625 * S, next / S + " s");
    sampler.succeeded(FAST, next);
    assertEquals(List.of(FAST), dueAndFinished(next + S).stream().filter(FAST::equals).toList());
  }

  @Test
  void aCommandTriesAFailingSensorAtOnce() {
    for (int second = 0; second < 20; second++) {
      if (sampler.due(second * S).contains(FAST)) {
        sampler.failed(FAST, second * S);
      }
    }
    sampler.change(FAST, Duration.ofSeconds(2), 20 * S);
    assertTrue(sampler.due(20 * S).contains(FAST));
  }

  /** The kernel reads one chip of a bus after the other, 750 ms and the transfers each. */
  @Test
  void manyChipsOnOneBusAreReadInTurnsAndNoneCountsAsSilent() {
    Map<StreamName, Duration> bus = new LinkedHashMap<>();
    for (int chip = 0; chip < 30; chip++) {
      bus.put(new StreamName("chip-" + chip), Duration.ofSeconds(30));
    }
    Sampler chips = new Sampler(bus, 0, AT_ONCE);
    for (long round = 0; round < 100; round++) {
      long start = round * 30 * S;
      List<StreamName> due = chips.due(start);
      assertEquals(30, due.size());
      for (int served = 1; served <= due.size(); served++) {
        long now = start + served * 780L * MS;
        assertEquals(List.of(), chips.stuck(now));
        chips.succeeded(due.get(served - 1), now);
      }
    }
  }

  @Test
  void tellsWhichSensorsNeverAnswer() {
    sampler.due(0);
    sampler.succeeded(FAST, 0);
    long patience = Sampler.PATIENCE.toNanos();
    assertEquals(List.of(), sampler.stuck(patience));
    assertEquals(List.of(SLOW), sampler.stuck(patience + 1));
    sampler.succeeded(SLOW, 0);
    assertEquals(List.of(), sampler.stuck(patience + 1));
  }

  @Test
  void spreadsTheStartOfAFleetOverTime() {
    SplittableRandom random = new SplittableRandom(3);
    int[] firstSecond = new int[2];
    for (int i = 0; i < 1000; i++) {
      long due = sampler(random).nextDue();
      assertTrue(due >= 0 && due < S);
      firstSecond[due < S / 2 ? 0 : 1]++;
    }
    assertTrue(firstSecond[0] > 300 && firstSecond[1] > 100, firstSecond[0] + " " + firstSecond[1]);
  }

  @Test
  void readsEverythingWithinTwoSecondsOfTheStart() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 1000; i++) {
      Sampler daily = new Sampler(Map.of(SLOW, Duration.ofHours(24)), 0, random);
      assertEquals(List.of(SLOW), daily.due(2 * S));
    }
  }

  @Test
  void samplesAStreamThatWasAskedForAtOnceAndKeepsItsSlots() {
    dueAndFinished(0);
    sampler.ask(SLOW);
    assertEquals(0, sampler.nextDue());
    assertEquals(List.of(SLOW), sampler.due(300 * MS));
    assertTrue(sampler.succeeded(SLOW, 400 * MS));
    assertEquals(List.of(FAST), dueAndFinished(S));
    assertEquals(List.of(FAST), dueAndFinished(4900 * MS));
    assertEquals(List.of(FAST, SLOW), dueAndFinished(5 * S));
  }

  @Test
  void samplesAgainIfASampleWasUnderWayWhenItWasAsked() {
    assertEquals(List.of(FAST, SLOW), sampler.due(0));
    sampler.ask(SLOW);
    assertEquals(S, sampler.nextDue(), "nothing can be done now");
    assertEquals(List.of(), sampler.due(100 * MS));
    assertFalse(sampler.succeeded(SLOW, 200 * MS), "that was for its slot");
    assertEquals(List.of(SLOW), sampler.due(200 * MS));
    assertTrue(sampler.succeeded(SLOW, 300 * MS));
    assertEquals(List.of(), sampler.due(300 * MS));
  }

  @Test
  void asksOnceHoweverOftenItWasAsked() {
    dueAndFinished(0);
    sampler.ask(SLOW);
    sampler.ask(SLOW);
    assertEquals(List.of(SLOW), dueAndFinished(100 * MS));
    assertEquals(List.of(), dueAndFinished(200 * MS));
  }

  @Test
  void aSampleThatFailedAnswersNoQuestionLater() {
    dueAndFinished(0);
    sampler.ask(SLOW);
    sampler.due(100 * MS);
    sampler.failed(SLOW, 200 * MS);
    sampler.due(10 * S);
    assertFalse(sampler.succeeded(SLOW, 10 * S));
  }
}
