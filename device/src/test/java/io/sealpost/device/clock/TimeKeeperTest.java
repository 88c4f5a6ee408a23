package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.FakeTimeStore;
import io.sealpost.device.TestClock;
import io.sealpost.device.clock.TimeKeeper.Finding;
import io.sealpost.protocol.Hello.BootStart;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeKeeperTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestClock time = new TestClock();
  private final DeviceClock clock = time.deviceClock();
  private final GoodTime good = time.goodTime();
  private final FakeTimeStore store = new FakeTimeStore();
  private final TimeKeeper keeper = new TimeKeeper(clock, good, Boots.NONE, store);

  private static List<BootStart> started(Instant at) {
    return List.of(new BootStart(TestClock.BOOT, at));
  }

  @Test
  void reckonsTheStartOnceTheClockIsSynchronised() {
    time.setSynchronised(false);
    time.setWall(Instant.EPOCH);
    assertEquals(Finding.NOTHING, keeper.look());
    assertEquals(List.of(), keeper.starts());
    time.advance(MINUTE);
    time.setWall(TestClock.START);
    time.setSynchronised(true);
    keeper.look();
    time.setSynchronised(true);
    assertEquals(Finding.RECKONED, keeper.look());
    assertEquals(started(TestClock.START.minus(MINUTE)), keeper.starts());
    assertEquals(Optional.of(TestClock.START.minus(MINUTE)), keeper.started());
    assertEquals(Finding.NOTHING, keeper.look());
  }

  @Test
  void keepsTheStartAndTheTimeAtOnce() {
    keeper.look();
    assertEquals(1, store.boots.size());
    assertEquals(started(TestClock.START), store.boots.get(0).told());
    assertEquals(List.of(TestClock.START), store.good);
  }

  @Test
  void keepsTheTimeEveryHourAndAtTheEnd() {
    for (int minute = 0; minute <= 180; minute++) {
      keeper.look();
      time.advance(MINUTE);
    }
    keeper.stop();
    Duration hour = Duration.ofHours(1);
    assertEquals(
        List.of(
            TestClock.START,
            TestClock.START.plus(hour),
            TestClock.START.plus(hour.multipliedBy(2)),
            TestClock.START.plus(hour.multipliedBy(3)),
            TestClock.START.plus(MINUTE.multipliedBy(181))),
        store.good);
    assertEquals(1, store.boots.size(), "nothing new of the boots");
  }

  @Test
  void keepsNoTimeThatIsNotKnownToBeRight() {
    time.setSynchronised(false);
    keeper.look();
    keeper.stop();
    assertEquals(List.of(), store.good);
    assertEquals(List.of(), store.boots);
  }

  @ParameterizedTest
  @ValueSource(longs = {3600, -3600, 2, -2, 400_000_000, -400_000_000})
  void doubtsAClockThatWasSetUntilTheSystemHasSpokenAgain(long seconds) {
    keeper.look();
    time.advance(MINUTE);
    Instant set = TestClock.START.plus(MINUTE).plusSeconds(seconds);
    time.setWall(set);
    assertEquals(Finding.DOUBTFUL, keeper.look());
    assertEquals(1, time.doubts());
    assertFalse(clock.now().synchronised());
    assertEquals(started(TestClock.START), keeper.starts(), "what was reckoned still holds");
    assertEquals(Finding.NOTHING, keeper.look(), "it is told once");

    time.setSynchronised(true);
    assertEquals(Finding.RECKONED, keeper.look());
    assertEquals(started(TestClock.START.plusSeconds(seconds)), keeper.starts());
    assertEquals(new ReadingTime.Wall(set, true), clock.readingTime());
  }

  @Test
  void reckonsAnewAtOnceWhereTheClockIsTrustedWhateverItShows() {
    DeviceClock trusted = time.deviceClock((ClockState) () -> true);
    TimeKeeper trusting = new TimeKeeper(trusted, good, Boots.NONE, store);
    trusting.look();
    time.setWall(TestClock.START.plusSeconds(100));
    assertEquals(Finding.RECKONED, trusting.look());
    assertEquals(started(TestClock.START.plusSeconds(100)), trusting.starts());
    assertTrue(trusted.now().synchronised());
  }

  @Test
  void followsAClockThatIsDisciplinedWithoutAWord() {
    keeper.look();
    for (int i = 1; i <= 100; i++) {
      time.advance(MINUTE);
      time.setWall(time.wall().instant().plusMillis(300));
      assertEquals(Finding.NOTHING, keeper.look(), "after " + i);
      assertTrue(clock.now().synchronised(), "after " + i);
    }
    assertEquals(0, time.doubts());
  }

  @Test
  void noticesThatAClockIsNotSynchronisedAnyMoreAndKeepsTheStart() {
    keeper.look();
    time.setSynchronised(false);
    assertEquals(Finding.DOUBTFUL, keeper.look());
    assertEquals(Finding.NOTHING, keeper.look());
    assertEquals(started(TestClock.START), keeper.starts());
  }

  @Test
  void reckonsAnewWhenAClockIsSynchronisedAgain() {
    keeper.look();
    time.setSynchronised(false);
    keeper.look();
    time.setSynchronised(true);
    assertEquals(Finding.RECKONED, keeper.look());
  }

  @Test
  void noticesThatAClockIsSetWhichWasNeverRight() {
    time.setSynchronised(false);
    time.setWall(Instant.EPOCH);
    keeper.look();
    time.setWall(TestClock.START);
    assertEquals(Finding.DOUBTFUL, keeper.look());
    assertEquals(1, time.doubts(), "the system is asked at once whether it is right now");
  }

  @Test
  void judgesCertificatesByTheBestTimeThereIs() {
    time.setSynchronised(false);
    time.setWall(Instant.parse("2040-01-01T00:00:00Z"));
    keeper.look();
    assertEquals(Instant.parse("2040-01-01T00:00:00Z"), good.instant());
    time.setWall(TestClock.START);
    keeper.look();
    time.setSynchronised(true);
    keeper.look();
    time.setWall(Instant.EPOCH);
    assertEquals(TestClock.START, good.instant());
  }

  @ParameterizedTest
  @CsvSource({"1970-01-01T00:00:00Z", "2500-01-01T00:00:00Z"})
  void reckonsNothingFromAClockThatNoReadingCouldCarry(Instant wall) {
    time.setWall(wall);
    assertEquals(Finding.NOTHING, keeper.look());
    assertEquals(List.of(), keeper.starts());
    assertEquals(List.of(), store.good);
  }

  @Test
  void waitsForTheSystemToSpeakWithoutAWord() {
    time.setKnown(false);
    time.setSynchronised(false);
    assertEquals(Finding.NOTHING, keeper.look());
    time.setKnown(true);
    time.setSynchronised(true);
    assertEquals(Finding.RECKONED, keeper.look());
  }
}
