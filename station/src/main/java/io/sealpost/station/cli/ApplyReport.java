package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.station.ExitCode;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.desired.DesiredErrand;
import io.sealpost.station.desired.DryErrand;
import io.sealpost.station.inbox.SettingText;
import io.sealpost.station.view.JsonLine;
import io.sealpost.station.view.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What came of {@code apply} for one device. */
final class ApplyReport {
  private ApplyReport() {}

  private record Words() implements Wording {
    @Override
    public String done(Answer answer) {
      return "is as desired";
    }

    @Override
    public String nothing() {
      return "is as desired";
    }
  }

  /**
   * @param timeout that was waited for
   * @param errand after it was done
   */
  static OutcomeReport of(
      DeviceId device, Duration timeout, Outcome outcome, DesiredErrand errand) {
    List<String> complaints =
        Stream.concat(errand.impossible().stream(), errand.refusals().stream().map(ApplyReport::of))
            .toList();
    if (!complaints.isEmpty()) {
      String detail = String.join("; ", complaints);
      return report(device, ExitCode.REFUSED, "refused", detail);
    }
    if (outcome instanceof Outcome.Offline) {
      return pending(device, "offline");
    }
    if (outcome instanceof Outcome.NoHello none && !isThere(none.status())) {
      return pending(device, "nothing was heard of it");
    }
    return OutcomeReport.of(new Words(), device, timeout, outcome);
  }

  /** What would be sent, as a line for people or for programs. */
  static String preview(DeviceId device, Outcome outcome, DryErrand errand, boolean json) {
    List<String> changes = errand.missing().map(ApplyReport::changes).orElse(List.of());
    boolean heard = outcome instanceof Outcome.Nothing;
    if (json) {
      return new JsonLine()
          .with("device", device)
          .with("outcome", heard ? "preview" : "no-hello")
          .with("changes", changes)
          .with("impossible", List.copyOf(errand.impossible()))
          .toString();
    }
    List<String> parts = new ArrayList<>(changes);
    errand.impossible().forEach(each -> parts.add("impossible: " + each));
    String said = parts.isEmpty() ? "nothing" : String.join("; ", parts);
    return Printable.message(device + ": " + (heard ? said : "no hello of it, so nobody knows"));
  }

  /** What a command changes, stream by stream. */
  private static List<String> changes(Action.Set set) {
    List<String> changes = new ArrayList<>();
    new TreeMap<>(set.streams())
        .forEach(
            (stream, change) ->
                changes.add(stream + " " + String.join(", ", SettingText.of(change))));
    set.log().ifPresent(level -> changes.add("log-level " + level.label()));
    return changes;
  }

  private static String of(DesiredErrand.Refusal refusal) {
    return String.join("; ", changes(refusal.set()))
        + " "
        + OutcomeReport.refusal(refusal.answer());
  }

  private static boolean isThere(Optional<DeviceStatus> status) {
    return status.filter(said -> said != DeviceStatus.OFFLINE).isPresent();
  }

  private static OutcomeReport pending(DeviceId device, String why) {
    return report(
        device, ExitCode.OK, "pending", "pending: " + why + "; it is told when it says hello");
  }

  private static OutcomeReport report(
      DeviceId device, ExitCode exitCode, String outcome, String detail) {
    JsonLine line =
        new JsonLine().with("device", device).with("outcome", outcome).with("detail", detail);
    return new OutcomeReport(exitCode, outcome, device + ": " + detail, line, false);
  }
}
