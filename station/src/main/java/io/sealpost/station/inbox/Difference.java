package io.sealpost.station.inbox;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.store.Desired;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One setting of a device that is not as desired.
 *
 * @param stream whose it is; empty if it is the device's
 * @param setting its name on command lines and in files, {@code every} for instance
 * @param desired what is desired, in words
 * @param reported what the device says, in words
 */
public record Difference(
    Optional<StreamName> stream, String setting, String desired, String reported) {
  private static final String NOTHING = "none";

  /** Every one, in the order of the streams' names. */
  public static List<Difference> between(Desired desired, Settings reported) {
    List<Difference> differences = new ArrayList<>();
    new TreeMap<>(desired.streams())
        .forEach(
            (name, wish) -> {
              StreamSettings present = reported.streams().get(name);
              if (present == null) {
                differences.add(
                    new Difference(
                        Optional.of(name),
                        "stream",
                        String.join(", ", SettingText.of(wish)),
                        NOTHING));
              } else {
                add(differences, name, wish, present);
              }
            });
    desired
        .log()
        .filter(level -> level != reported.log())
        .ifPresent(level -> differences.add(ofLog(level, reported.log())));
    return differences;
  }

  private static Difference ofLog(LogLevel desired, LogLevel reported) {
    return new Difference(Optional.empty(), "log-level", desired.label(), reported.label());
  }

  private static void add(
      List<Difference> differences, StreamName name, StreamChange wish, StreamSettings present) {
    wish.interval()
        .ifPresent(
            each ->
                compare(
                    differences,
                    name,
                    "every",
                    DurationText.of(each),
                    DurationText.of(present.interval())));
    wish.batching()
        .ifPresent(
            each ->
                compare(
                    differences,
                    name,
                    "batch",
                    SettingText.orOff(each.value().map(SettingText::of)),
                    SettingText.orOff(present.batching().map(SettingText::of))));
    wish.report()
        .ifPresent(
            each ->
                compare(
                    differences,
                    name,
                    "on-change",
                    SettingText.orOff(each.value().map(SettingText::of)),
                    SettingText.orOff(present.report().map(SettingText::of))));
    wish.duty()
        .ifPresent(
            each ->
                compare(
                    differences,
                    name,
                    "duty",
                    SettingText.of(each),
                    present.duty().map(SettingText::of).orElse(NOTHING)));
  }

  private static void compare(
      List<Difference> differences,
      StreamName name,
      String setting,
      String desired,
      String reported) {
    if (!desired.equals(reported)) {
      differences.add(new Difference(Optional.of(name), setting, desired, reported));
    }
  }

  /** In one line: {@code rpi-07/temperature: every 10s was asked for, the device reports 1m}. */
  public String of(DeviceId device) {
    return device
        + stream.map(name -> "/" + name).orElse("")
        + ": "
        + wish()
        + ", the device reports "
        + reported;
  }

  /** {@code every 10s was asked for} for instance. */
  public String wish() {
    return setting + " " + desired + " was asked for";
  }
}
