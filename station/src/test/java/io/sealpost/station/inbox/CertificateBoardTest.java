package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.station.inbox.Event.CertificateAlarm.Trouble;
import io.sealpost.station.link.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CertificateBoardTest {
  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
  private static final DeviceId DEVICE = new DeviceId("rpi-07");
  private static final Optional<String> NONE = Optional.empty();

  private final CertificateBoard board = new CertificateBoard();

  private static Moment after(Duration time) {
    return new Moment(START.plus(time), Duration.ofHours(5).plus(time));
  }

  private void say(Duration when, int days, Optional<String> request, Optional<String> problem) {
    said(when, when, new OwnCertificate(START.plus(Duration.ofDays(days)), request, problem));
  }

  private void said(Duration heard, Duration when, OwnCertificate certificate) {
    board.said(
        DEVICE,
        new Hello(
            new BootId("0123456789abcdef"),
            1,
            Duration.ofSeconds(5),
            START.plus(when),
            true,
            "sealpost 1",
            Optional.empty(),
            LogLevel.INFO,
            new Hello.Link(1, 1, 0, 0, Optional.empty(), Optional.of(certificate)),
            Hello.Backlog.EMPTY,
            List.of(),
            OptionalLong.empty(),
            Map.of()),
        after(heard));
  }

  private List<Trouble> due(Duration when) {
    return board.due(after(when)).stream().map(Event.CertificateAlarm::trouble).toList();
  }

  @Test
  void certificateThatLastsIsNoTrouble() {
    say(Duration.ZERO, 8, NONE, NONE);
    assertEquals(List.of(), due(Duration.ZERO));
  }

  @Test
  void certificateThatEndsWithinAWeekIsToldOnceADay() {
    say(Duration.ZERO, 7, NONE, NONE);
    assertEquals(List.of(), due(Duration.ZERO));
    assertEquals(List.of(Trouble.ENDS_SOON), due(Duration.ofSeconds(1)));
    assertEquals(List.of(), due(Duration.ofHours(23)));
    assertEquals(List.of(Trouble.ENDS_SOON), due(Duration.ofHours(25)));
  }

  @Test
  void requestThatNobodySignsIsToldAfterTenMinutes() {
    say(Duration.ZERO, 20, Optional.of("30"), NONE);
    say(Duration.ofMinutes(9), 20, Optional.of("30"), NONE);
    assertEquals(List.of(), due(Duration.ofMinutes(9)));
    assertEquals(List.of(Trouble.WAITS), due(Duration.ofMinutes(10)));
    say(Duration.ofMinutes(11), 380, NONE, NONE);
    assertEquals(List.of(), due(Duration.ofDays(2)));
  }

  @Test
  void requestThatWaitedBeforeTheStationStartedIsToldAtOnce() {
    said(
        Duration.ofHours(1),
        Duration.ZERO,
        new OwnCertificate(START.plus(Duration.ofDays(20)), Optional.of("30"), NONE));
    assertEquals(List.of(Trouble.WAITS), due(Duration.ofHours(1)));
  }

  @Test
  void renewalThatWasNoGoodIsTold() {
    say(Duration.ZERO, 20, NONE, Optional.of("the broker refuses it"));
    assertEquals(List.of(Trouble.NO_GOOD), due(Duration.ZERO));
    say(Duration.ofMinutes(1), 380, NONE, NONE);
    assertEquals(List.of(), due(Duration.ofMinutes(1)));
  }
}
