package io.sealpost.device.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.FakeSensor;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SensorBoardTest {
  private static final Reading READING =
      new Reading.Temperature(new ReadingTime.Wall(TestClock.START, true), false, 21.5);

  private final SensorBoard board =
      new SensorBoard(List.of(new FakeSensor("b").descriptor(), new FakeSensor("a").descriptor()));

  @Test
  void knowsNothingOfASensorThatWasNotRead() {
    assertEquals(Optional.empty(), board.latest(TestConfig.A));
    assertEquals(Optional.empty(), board.failure(TestConfig.A));
    assertEquals(List.of(), board.failing());
  }

  @Test
  void keepsTheLatestReadingThroughAFailure() {
    assertFalse(board.sampled(TestConfig.A, READING, Duration.ofSeconds(7)));
    board.failed(TestConfig.A, Kind.ABSENT, "gone", Duration.ofSeconds(1));
    assertEquals(Optional.of(READING), board.latest(TestConfig.A));
  }

  @Test
  void tellsWhenASensorBeginsToFailAndNotThatItGoesOn() {
    assertTrue(board.failed(TestConfig.A, Kind.ABSENT, "gone for 0s", Duration.ofSeconds(1)));
    assertFalse(board.failed(TestConfig.A, Kind.ABSENT, "gone for 9s", Duration.ofSeconds(9)));
    assertEquals(
        Optional.of(new Hello.Failure("gone for 9s", Duration.ofSeconds(1))),
        board.failure(TestConfig.A));
  }

  @Test
  void tellsWhenASensorFailsInAnotherWay() {
    board.failed(TestConfig.A, Kind.ABSENT, "gone", Duration.ofSeconds(1));
    assertTrue(board.failed(TestConfig.A, Kind.NOT_PERMITTED, "forbidden", Duration.ofSeconds(1)));
  }

  @Test
  void tellsWhenTheReasonIsAnother() {
    board.failed(TestConfig.A, Kind.ABSENT, "was switched off", Duration.ofSeconds(1));
    assertTrue(board.failed(TestConfig.A, Kind.ABSENT, "is it blocked?", Duration.ofSeconds(2)));
    assertEquals(
        Optional.of(new Hello.Failure("is it blocked?", Duration.ofSeconds(1))),
        board.failure(TestConfig.A));
  }

  @Test
  void tellsWhenASensorWorksAgain() {
    board.failed(TestConfig.A, Kind.ABSENT, "gone", Duration.ofSeconds(1));
    assertTrue(board.sampled(TestConfig.A, READING, Duration.ofSeconds(7)));
    assertFalse(board.sampled(TestConfig.A, READING, Duration.ofSeconds(7)));
    assertEquals(Optional.empty(), board.failure(TestConfig.A));
    assertEquals(List.of(), board.failing());
  }

  @Test
  void aSensorThatFailsInPartHasAReadingAllTheSame() {
    assertTrue(
        board.sampledPartly(
            TestConfig.A, READING, Kind.ABSENT, "one radio gone", Duration.ofSeconds(1)));
    assertEquals(Optional.of(READING), board.latest(TestConfig.A));
    assertEquals(List.of(TestConfig.A), board.failing());
  }

  @Test
  void knowsSinceWhenASensorFailsHoweverItsReasonsChange() {
    board.failed(TestConfig.A, Kind.ABSENT, "gone", Duration.ofSeconds(3));
    board.failed(TestConfig.A, Kind.TIMED_OUT, "silent", Duration.ofSeconds(5));
    assertEquals(
        Optional.of(new Hello.Failure("silent", Duration.ofSeconds(3))),
        board.failure(TestConfig.A));
    assertEquals(Optional.empty(), board.failure(TestConfig.B));
  }

  @Test
  void countsAnewAfterASensorWorkedAgain() {
    board.failed(TestConfig.A, Kind.ABSENT, "gone", Duration.ofSeconds(3));
    board.sampled(TestConfig.A, READING, Duration.ofSeconds(4));
    board.failed(TestConfig.A, Kind.ABSENT, "gone", Duration.ofSeconds(6));
    assertEquals(
        Optional.of(new Hello.Failure("gone", Duration.ofSeconds(6))), board.failure(TestConfig.A));
  }

  @Test
  void namesTheFailingStreamsInAlphabeticalOrder() {
    board.failed(TestConfig.B, Kind.ABSENT, "gone", Duration.ofSeconds(1));
    board.failed(TestConfig.A, Kind.ABSENT, "gone", Duration.ofSeconds(1));
    assertEquals(List.of(TestConfig.A, TestConfig.B), board.failing());
  }

  @Test
  void knowsTheAgentsOwnStream() {
    assertEquals("the agent itself", board.descriptor(DeviceConfig.HEALTH).source());
    assertEquals("fake sensor a", board.descriptor(TestConfig.A).source());
  }

  @Test
  void refusesAStreamThatItDoesNotHave() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> board.descriptor(new StreamName("other")));
    assertEquals("stream \"other\" must be one of [b, a, health]", e.getMessage());
  }
}
