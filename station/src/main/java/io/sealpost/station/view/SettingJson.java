package io.sealpost.station.view;

import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.inbox.Difference;
import java.util.List;
import java.util.Optional;

/** Settings for programs. */
public final class SettingJson {
  private SettingJson() {}

  /** Adds what is in force beside the interval. */
  public static JsonLine addBeside(JsonLine line, StreamSettings settings) {
    return line.with(
            "batch",
            settings
                .batching()
                .map(
                    batching ->
                        new JsonLine()
                            .with("within_s", batching.within())
                            .with("readings", batching.readings())))
        .with(
            "report",
            settings
                .report()
                .map(
                    report ->
                        new JsonLine()
                            .with("degrees", report.degrees())
                            .with("heartbeat_s", report.heartbeat())))
        .with(
            "duty",
            settings
                .duty()
                .map(
                    duty ->
                        new JsonLine().with("scan_s", duty.scan()).with("pause_s", duty.pause())));
  }

  /** What is not as desired; nothing if everything is. */
  public static Optional<List<JsonLine>> of(List<Difference> differences) {
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(differences.stream().map(each -> add(new JsonLine(), each)).toList());
  }

  /** Adds one difference. */
  static JsonLine add(JsonLine line, Difference difference) {
    return line.with("stream", difference.stream())
        .with("setting", difference.setting())
        .with("desired", difference.desired())
        .with("reported", difference.reported());
  }
}
