package io.sealpost.station.inbox;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.site.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings in a few words. */
public final class SettingText {
  /** Of what can be off, and is. */
  public static final String OFF = "off";

  private SettingText() {}

  /** {@code 1m or 100 readings} for instance. */
  public static String of(Batching batching) {
    return DurationText.of(batching.within()) + " or " + batching.readings() + " readings";
  }

  /** {@code 0.5 or 15m} for instance. */
  public static String of(OnChange report) {
    double degrees = report.degrees();
    String number =
        degrees == Math.rint(degrees) ? String.valueOf((long) degrees) : String.valueOf(degrees);
    return number + " or " + DurationText.of(report.heartbeat());
  }

  /** {@code scan 20s pause 10s} for instance. */
  public static String of(DutyCycle duty) {
    return "scan " + DurationText.of(duty.scan()) + " pause " + DurationText.of(duty.pause());
  }

  /** Everything that is in force beside the interval, each with its name; empty if nothing is. */
  public static List<String> beside(StreamSettings settings) {
    List<String> parts = new ArrayList<>();
    settings.batching().ifPresent(batching -> parts.add("batch " + of(batching)));
    settings.report().ifPresent(report -> parts.add("on-change " + of(report)));
    settings.duty().ifPresent(duty -> parts.add(of(duty)));
    return parts;
  }

  /** Everything that is to change, each with its name. */
  public static List<String> of(StreamChange change) {
    List<String> parts = new ArrayList<>();
    change.interval().ifPresent(interval -> parts.add("every " + DurationText.of(interval)));
    change.batching().ifPresent(to -> parts.add("batch " + orOff(to.value().map(SettingText::of))));
    change
        .report()
        .ifPresent(to -> parts.add("on-change " + orOff(to.value().map(SettingText::of))));
    change.duty().ifPresent(duty -> parts.add(of(duty)));
    return parts;
  }

  /** What is there, or the word for off. */
  static String orOff(Optional<String> text) {
    return text.orElse(OFF);
  }
}
