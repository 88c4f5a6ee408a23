package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.device.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GoodTimeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestClock time = new TestClock();
  private final GoodTime good = time.goodTime();

  @Test
  void isTheWallClocksWhenThatCanBeRight() {
    assertEquals(TestClock.START, good.instant());
  }

  @Test
  void isNotBeforeTheLastTimeThatWasKnownToBeRight() {
    time.setWall(Instant.EPOCH);
    assertEquals(TestClock.FLOOR, good.instant());
  }

  @Test
  void goesOnWhileTheWallClockIsWrong() {
    time.setWall(Instant.EPOCH);
    time.advance(MINUTE);
    assertEquals(TestClock.FLOOR.plus(MINUTE), good.instant());
  }

  @Test
  void isWhatWasLearnt() {
    good.learn(TestClock.START);
    time.setWall(Instant.EPOCH);
    time.advance(MINUTE);
    assertEquals(TestClock.START.plus(MINUTE), good.instant());
  }

  @Test
  void forgetsALaterTimeThatTurnedOutToBeWrong() {
    good.learn(TestClock.START.plus(Duration.ofDays(5000)));
    good.learn(TestClock.START);
    assertEquals(TestClock.START, good.instant());
  }
}
