package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.station.ExitCode;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Request;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.view.JsonLine;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of a command, for people and for programs.
 *
 * @param exitCode how {@code set} ends
 * @param text one line
 * @param json one object: {@code device}, {@code stream}, {@code interval_s}, {@code outcome}, and
 *     where there is one {@code status} of the answer, {@code rates_s}, or {@code detail}
 * @param pointless whether the device will never obey, so that nothing is desired any more
 */
record OutcomeReport(ExitCode exitCode, String text, JsonLine json, boolean pointless) {
  static OutcomeReport of(Request request, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      return answered(request, answered.answer());
    }
    if (outcome instanceof Outcome.NoAnswer none) {
      return silent(request, "no-answer", noAnswer(request, none));
    }
    if (outcome instanceof Outcome.NoHello none) {
      return silent(request, "no-hello", noHello(request, none));
    }
    if (outcome instanceof Outcome.Interrupted interrupted) {
      return silent(
          request,
          "interrupted",
          interrupted.sent()
              ? "interrupted before the answer; the command may still be obeyed"
              : "interrupted before the command was sent");
    }
    if (outcome instanceof Outcome.Unavailable unavailable) {
      return unavailable(request, unavailable.trouble());
    }
    throw new IllegalArgumentException("an outcome of unknown kind: " + outcome.getClass());
  }

  private static String noAnswer(Request request, Outcome.NoAnswer none) {
    return "ALARM: no answer within %s: %s; %s"
        .formatted(
            DurationText.of(request.timeout()),
            none.trouble().orElse("the device may be offline"),
            status(none.status()));
  }

  private static String noHello(Request request, Outcome.NoHello none) {
    return "no hello of the device within %s, so that no command could be sealed; %s"
        .formatted(DurationText.of(request.timeout()), status(none.status()));
  }

  private static OutcomeReport unavailable(Request request, String trouble) {
    return new OutcomeReport(
        ExitCode.UNAVAILABLE, trouble, json(request, "unavailable").with("detail", trouble), false);
  }

  private static OutcomeReport silent(Request request, String outcome, String detail) {
    return new OutcomeReport(
        ExitCode.NO_ANSWER,
        name(request) + ": " + detail,
        json(request, outcome).with("detail", detail),
        false);
  }

  private static OutcomeReport answered(Request request, Answer answer) {
    boolean ok = answer.status() == Answer.Status.OK;
    JsonLine rates = new JsonLine();
    answer
        .settings()
        .intervals()
        .forEach((stream, interval) -> rates.with(stream.value(), interval));
    String said =
        ok
            ? "every " + DurationText.of(request.interval())
            : "refused (" + answer.status().label() + "): " + advice(answer.status());
    return new OutcomeReport(
        ok ? ExitCode.OK : ExitCode.REFUSED,
        name(request) + ": " + said,
        json(request, ok ? "ok" : "refused")
            .with("status", answer.status().label())
            .with("rates_s", rates),
        !ok);
  }

  private static String advice(Answer.Status status) {
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

  private static String status(Optional<DeviceStatus> status) {
    return status
        .map(said -> "its status is " + said.name().toLowerCase(Locale.ROOT))
        .orElse("the broker has no status of it");
  }

  private static String name(Request request) {
    return request.device() + "/" + request.stream();
  }

  private static JsonLine json(Request request, String outcome) {
    return new JsonLine()
        .with("device", request.device())
        .with("stream", request.stream())
        .with("interval_s", request.interval())
        .with("outcome", outcome);
  }
}
