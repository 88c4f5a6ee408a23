package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.link.Moment;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UptimeEstimateTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void aHelloWithASynchronisedClockDatesItself() {
    UptimeEstimate estimate = UptimeEstimate.of(hello(true, NOON), at(NOON, 3600));

    assertEquals(seconds(3700), estimate.at(at(NOON, 3600)));
    assertEquals(seconds(3710), estimate.at(at(NOON, 3610)));
  }

  @Test
  void aStationWhoseClockIsBehindTakesTheLowerBound() {
    UptimeEstimate estimate = UptimeEstimate.of(hello(true, NOON), at(NOON, -500));

    assertEquals(seconds(107), estimate.at(at(NOON, -493)));
  }

  @Test
  void withoutASynchronisedClockOnlyTheLowerBoundCounts() {
    UptimeEstimate estimate = UptimeEstimate.of(hello(false, NOON), at(NOON, 3600));

    assertEquals(seconds(100), estimate.at(at(NOON, 3600)));
    assertEquals(seconds(130), estimate.at(at(NOON, 3630)));
  }

  @Test
  void aLaterStatementRaisesTheBoundAndAnEarlierOneDoesNot() {
    UptimeEstimate estimate = UptimeEstimate.of(hello(false, NOON), at(NOON, 0));

    UptimeEstimate raised = estimate.learn(seconds(500), at(NOON, 10));

    assertEquals(seconds(505), raised.at(at(NOON, 15)));
    assertEquals(seconds(515), raised.learn(seconds(200), at(NOON, 20)).at(at(NOON, 25)));
  }

  @Test
  void aHealthReadingStatesTheUptime() {
    Reading health =
        Samples.health(new ReadingTime.Wall(NOON, false), seconds(77), Optional.empty());

    assertEquals(Optional.of(seconds(77)), UptimeEstimate.statedBy(health, hello(false, NOON)));
  }

  @Test
  void aReadingSinceBootStatesTheUptimeOfThatBootOnly() {
    Hello hello = hello(false, NOON);

    assertEquals(
        Optional.of(seconds(9)),
        UptimeEstimate.statedBy(
            reading(new ReadingTime.SinceBoot(FakeDevice.BOOT, seconds(9))), hello));
    assertEquals(
        Optional.empty(),
        UptimeEstimate.statedBy(
            reading(new ReadingTime.SinceBoot(new BootId("1111111111111111"), seconds(9))), hello));
  }

  @Test
  void aWallTimeStatesTheUptimeOnlyIfTheClockWasSynchronisedAllAlong() {
    Reading later = reading(new ReadingTime.Wall(NOON.plusSeconds(50), true));
    Reading unsure = reading(new ReadingTime.Wall(NOON.plusSeconds(50), false));

    assertEquals(Optional.of(seconds(150)), UptimeEstimate.statedBy(later, hello(true, NOON)));
    assertEquals(Optional.empty(), UptimeEstimate.statedBy(later, hello(false, NOON)));
    assertEquals(Optional.empty(), UptimeEstimate.statedBy(unsure, hello(true, NOON)));
  }

  private static Hello hello(boolean synchronised, Instant clock) {
    return FakeDevice.hello(FakeDevice.BOOT, 5, seconds(100), clock, synchronised);
  }

  private static Reading reading(ReadingTime time) {
    return new Reading.Temperature(time, false, 20);
  }

  private static Moment at(Instant start, long seconds) {
    return new Moment(start.plusSeconds(seconds), seconds(10_000 + seconds));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
