package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.station.ExitCode;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.view.JsonLine;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a command, for people and for programs.
 *
 * @param exitCode how a command for this device alone ends
 * @param outcome in a word, as in JSON
 * @param text one line, or more where the device told more
 * @param json one object: what was asked, {@code outcome}, and where there is one {@code status} of
 *     the answer, {@code rates_s}, or {@code detail}
 * @param pointless whether the device will never obey, so that nothing is desired any more
 */
record OutcomeReport(
    ExitCode exitCode, String outcome, String text, JsonLine json, boolean pointless) {
  /**
   * @param timeout that was waited for
   */
  static OutcomeReport of(Wording wording, DeviceId device, Duration timeout, Outcome outcome) {
    Writer writer = new Writer(wording, device, DurationText.of(timeout));
    if (outcome instanceof Outcome.Answered answered) {
      return writer.answered(answered.answer());
    }
    if (outcome instanceof Outcome.Nothing) {
      return wording.nothingIsDone()
          ? writer.nothing()
          : writer.silent("unknown", wording.nothing());
    }
    if (outcome instanceof Outcome.NoAnswer none) {
      return writer.silent("no-answer", writer.noAnswer(none));
    }
    if (outcome instanceof Outcome.NotBack) {
      return writer.silent("not-back", wording.notBack() + " within " + DurationText.of(timeout));
    }
    if (outcome instanceof Outcome.NoHello none) {
      return writer.silent("no-hello", writer.noHello(none));
    }
    if (outcome instanceof Outcome.Offline offline) {
      return writer.silent(
          "offline",
          offline.sent()
              ? "offline; the command may still be obeyed"
              : "offline, so that nothing was sent");
    }
    if (outcome instanceof Outcome.Impossible impossible) {
      // What others complain of begins with the device's name already.
      String reason = impossible.reason();
      String named = device + ": ";
      return writer.refused(
          "impossible", reason.startsWith(named) ? reason.substring(named.length()) : reason);
    }
    if (outcome instanceof Outcome.Interrupted interrupted) {
      return writer.silent(
          "interrupted",
          interrupted.sent()
              ? "interrupted before the answer; the command may still be obeyed"
              : "interrupted before the command was sent");
    }
    if (outcome instanceof Outcome.Unavailable unavailable) {
      return writer.unavailable(unavailable.trouble());
    }
    throw new IllegalArgumentException("an outcome of unknown kind: " + outcome.getClass());
  }

  /** What advice goes with a status of an answer. */
  static String advice(Answer.Status status) {
    return switch (status) {
      case OK -> "done";
      case SUPERSEDED -> "another command came before it; look with \"sealpost devices\"";
      case LATE ->
          "it came after its deadline, or the device's uptime could not be told well enough;"
              + " set this machine's clock, or try a longer --timeout";
      case RANGE -> "outside of the limits that the device's own configuration sets";
      case UNKNOWN_STREAM -> "the device has no such stream; look with \"sealpost devices\"";
      case UNSUPPORTED -> "the device has not got what it takes";
      case NO_OFFER -> "the device has not offered to take a key in this boot";
      case MALFORMED -> "the device runs a version that does not understand it";
      case FAILED -> "the device could not store it; look at its log";
    };
  }

  /** Why a device refused, in one line. */
  static String refusal(Answer answer) {
    return "refused ("
        + answer.status().label()
        + "): "
        + advice(answer.status())
        + answer.detail().map(detail -> ": " + detail).orElse("");
  }

  private record Writer(Wording wording, DeviceId device, String timeout) {
    private OutcomeReport answered(Answer answer) {
      boolean ok = wording.obeyed(answer);
      JsonLine rates = new JsonLine();
      answer
          .settings()
          .intervals()
          .forEach((stream, interval) -> rates.with(stream.value(), interval));
      String outcome = ok ? "ok" : "refused";
      JsonLine line =
          json(outcome)
              .with("status", answer.status().label())
              .with("rates_s", rates)
              .with("detail", answer.detail());
      if (ok) {
        wording.add(line, answer);
      }
      String said = ok ? wording.done(answer) : refusal(answer);
      return new OutcomeReport(
          ok ? ExitCode.OK : ExitCode.REFUSED, outcome, subject() + ": " + said, line, !ok);
    }

    private OutcomeReport nothing() {
      return new OutcomeReport(
          ExitCode.OK, "ok", subject() + ": " + wording.nothing(), json("ok"), false);
    }

    private OutcomeReport silent(String outcome, String detail) {
      return new OutcomeReport(
          ExitCode.NO_ANSWER,
          outcome,
          subject() + ": " + detail,
          json(outcome).with("detail", detail),
          false);
    }

    private OutcomeReport refused(String outcome, String detail) {
      return new OutcomeReport(
          ExitCode.REFUSED,
          outcome,
          subject() + ": " + detail,
          json(outcome).with("detail", detail),
          false);
    }

    private OutcomeReport unavailable(String trouble) {
      return new OutcomeReport(
          ExitCode.UNAVAILABLE,
          "unavailable",
          trouble,
          json("unavailable").with("detail", trouble),
          false);
    }

    private String noAnswer(Outcome.NoAnswer none) {
      return "ALARM: no answer within %s: %s; %s"
          .formatted(
              timeout, none.trouble().orElse("the device may be offline"), status(none.status()));
    }

    private String noHello(Outcome.NoHello none) {
      return "no hello of the device within %s, so that no command could be sealed; %s"
          .formatted(timeout, status(none.status()));
    }

    private static String status(Optional<DeviceStatus> status) {
      return status
          .map(said -> "its status is " + said.name().toLowerCase(Locale.ROOT))
          .orElse("the broker has no status of it");
    }

    private String subject() {
      return wording.subject(device);
    }

    private JsonLine json(String outcome) {
      return wording.json(device).with("outcome", outcome);
    }
  }
}
