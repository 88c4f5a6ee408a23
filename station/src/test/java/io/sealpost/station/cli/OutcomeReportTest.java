package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.ExitCode;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.testing.FakeDevice;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeReportTest {
  private static final Action.Set SET =
      Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10));

  @ParameterizedTest
  @EnumSource(Answer.Status.class)
  void onlyAnObeyedCommandSucceedsAndOnlyItStaysDesired(Answer.Status status) {
    OutcomeReport report = of(new Outcome.Answered(answer(status)));
    boolean ok = status == Answer.Status.OK;

    assertEquals(ok ? ExitCode.OK : ExitCode.REFUSED, report.exitCode());
    assertEquals(!ok, report.pointless());
    assertTrue(
        report.json().toString().contains("\"status\":\"" + status.label() + "\""),
        report.json().toString());
    assertEquals(1, report.text().lines().count());
  }

  @Test
  void everyRefusalSaysWhatToDo() {
    assertEquals(
        "rpi-07/temperature: refused (late): it came after its deadline, or the device's uptime"
            + " could not be told well enough; set this machine's clock, or try a longer --timeout",
        of(new Outcome.Answered(answer(Answer.Status.LATE))).text());
  }

  @Test
  void aBrokenConnectionIsTheReasonOfTheSilence() {
    OutcomeReport report =
        of(new Outcome.NoAnswer(Optional.of(DeviceStatus.ONLINE), Optional.of("cut off")));

    assertEquals(ExitCode.NO_ANSWER, report.exitCode());
    assertFalse(report.pointless());
    assertEquals(
        "rpi-07/temperature: ALARM: no answer within 30s: cut off; its status is online",
        report.text());
    assertEquals(
        "{\"device\":\"rpi-07\",\"stream\":\"temperature\",\"interval_s\":10.0,"
            + "\"outcome\":\"no-answer\",\"detail\":\"ALARM: no answer within 30s: cut off;"
            + " its status is online\"}",
        report.json().toString());
  }

  @Test
  void anInterruptionSaysWhetherTheCommandIsOnItsWay() {
    OutcomeReport before = of(new Outcome.Interrupted(false));
    OutcomeReport after = of(new Outcome.Interrupted(true));

    assertTrue(before.text().endsWith("interrupted before the command was sent"));
    assertTrue(after.text().endsWith("the command may still be obeyed"));
    assertEquals(ExitCode.NO_ANSWER, after.exitCode());
  }

  @Test
  void anUnavailableBrokerHasItsOwnExitCode() {
    OutcomeReport report = of(new Outcome.Unavailable("no route"));

    assertEquals(ExitCode.UNAVAILABLE, report.exitCode());
    assertEquals("no route", report.text());
    assertTrue(report.json().toString().contains("\"outcome\":\"unavailable\""));
  }

  @Test
  void whatAnotherStationBroughtAboutIsDoneAndWhatItPreventedIsNot() {
    Answer superseded = answer(Answer.Status.SUPERSEDED, Duration.ofSeconds(10));
    Answer otherwise = answer(Answer.Status.SUPERSEDED, Duration.ofSeconds(11));

    assertEquals(ExitCode.OK, of(new Outcome.Answered(superseded)).exitCode());
    assertEquals(ExitCode.REFUSED, of(new Outcome.Answered(otherwise)).exitCode());
  }

  private static OutcomeReport of(Outcome outcome) {
    return OutcomeReport.of(
        new SetWording(Optional.of(FakeDevice.TEMPERATURE), SET),
        new DeviceId("rpi-07"),
        Duration.ofSeconds(30),
        outcome);
  }

  private static Answer answer(Answer.Status status) {
    return answer(status, Duration.ofMinutes(1));
  }

  private static Answer answer(Answer.Status status, Duration interval) {
    return new Answer(
        1,
        "aaaaaaaaaaaaaaaa",
        status,
        new Settings(
            Map.of(FakeDevice.TEMPERATURE, StreamSettings.every(interval)), LogLevel.INFO));
  }
}
