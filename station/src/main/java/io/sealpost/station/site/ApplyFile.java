package io.sealpost.station.site;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.store.Desired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file of {@code sealpost apply}: how devices are to be. Later entries count. */
public final class ApplyFile {
  private static final String APPLY = "apply";
  private static final String TO = "to";
  private static final String LOG_LEVEL = "log-level";
  private static final String STREAMS = "streams";
  private static final Set<String> STREAM_KEYS =
      Set.of("every", "batch", "batch-readings", "on-change", "heartbeat", "scan", "pause");
  private static final long LARGEST = 1 << 20;

  private ApplyFile() {}

  /** Says which of the devices of a site a pattern means. */
  @FunctionalInterface
  public interface Matching {
    /** Those of the devices that one pattern matches. */
    List<DeviceId> of(String pattern);
  }

  private record Wish(Optional<LogLevel> log, Map<StreamName, SettingKeys> streams) {
    private static final Wish NONE = new Wish(Optional.empty(), Map.of());

    private Wish then(Wish later) {
      Map<StreamName, SettingKeys> both = new LinkedHashMap<>(streams);
      later.streams.forEach((name, keys) -> both.merge(name, keys, (one, two) -> two.over(one)));
      return new Wish(later.log.or(() -> log), both);
    }
  }

  /**
   * Reads one.
   *
   * @param file at most 1 MiB
   * @return how each device that the file names is to be
   * @throws StationException naming the entry and the key that is wrong
   */
  public static Map<DeviceId, Desired> read(Path file, Matching devices) throws StationException {
    TomlTable root = TomlFile.parse(file.toString(), content(file), ExitCode.CONFIGURATION);
    root.allowOnly(Set.of(APPLY));
    List<TomlTable> entries = root.tables(APPLY);
    if (entries.isEmpty()) {
      throw root.complaint(APPLY, "missing; write [[apply]] and below it to = \"kitchen-*\"");
    }
    Map<DeviceId, Wish> wishes = new LinkedHashMap<>();
    for (TomlTable entry : entries) {
      Wish wish = wish(entry);
      for (DeviceId device : devices(entry, devices)) {
        wishes.put(device, wishes.getOrDefault(device, Wish.NONE).then(wish));
      }
    }
    Map<DeviceId, Desired> desired = new LinkedHashMap<>();
    for (Map.Entry<DeviceId, Wish> each : wishes.entrySet()) {
      desired.put(each.getKey(), desired(root, each.getKey(), each.getValue()));
    }
    return desired;
  }

  private static byte[] content(Path file) throws StationException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new StationException(
            ExitCode.CONFIGURATION, file + ": is larger than 1 MiB; split it");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StationException(
          ExitCode.CONFIGURATION, file + ": " + FileFault.reading(file, e), e);
    }
  }

  private static List<DeviceId> devices(TomlTable entry, Matching devices) throws StationException {
    List<DeviceId> named = new ArrayList<>();
    for (String pattern : entry.strings(TO)) {
      List<DeviceId> matching = devices.of(pattern);
      if (matching.isEmpty()) {
        throw entry.complaint(
            TO,
            "no device of the key ring is called \""
                + pattern
                + "\"; \"sealpost key list\" says which there are");
      }
      named.addAll(matching);
    }
    return named;
  }

  private static Wish wish(TomlTable entry) throws StationException {
    entry.allowOnly(Set.of(TO, LOG_LEVEL, STREAMS));
    Map<StreamName, SettingKeys> streams = new LinkedHashMap<>();
    for (Map.Entry<String, TomlTable> each : entry.tablesBelow(STREAMS).entrySet()) {
      StreamName name =
          StreamName.parse(each.getKey())
              .orElseThrow(
                  () -> entry.complaint(STREAMS + "." + each.getKey(), "is no name of a stream"));
      streams.put(name, keys(each.getValue()));
    }
    Wish wish = new Wish(log(entry), streams);
    if (wish.equals(Wish.NONE)) {
      throw entry.complaint(TO, "nothing is desired of them; give log-level or streams");
    }
    return wish;
  }

  private static Optional<LogLevel> log(TomlTable entry) throws StationException {
    Optional<String> level = entry.optionalString(LOG_LEVEL);
    try {
      return level.map(LogLevel::of);
    } catch (IllegalArgumentException e) {
      throw entry.complaint(LOG_LEVEL, String.valueOf(e.getMessage()));
    }
  }

  private static SettingKeys keys(TomlTable stream) throws StationException {
    stream.allowOnly(STREAM_KEYS);
    SettingKeys keys =
        new SettingKeys(
            stream.duration("every"),
            stream.optionalString("batch"),
            stream.integer("batch-readings"),
            stream.text("on-change"),
            stream.duration("heartbeat"),
            stream.duration("scan"),
            stream.duration("pause"));
    if (keys.isEmpty()) {
      throw new StationException(
          ExitCode.CONFIGURATION, stream.file() + ": [" + stream.name() + "] is empty");
    }
    return keys;
  }

  private static Desired desired(TomlTable root, DeviceId device, Wish wish)
      throws StationException {
    Map<StreamName, StreamChange> streams = new LinkedHashMap<>();
    for (Map.Entry<StreamName, SettingKeys> each : wish.streams().entrySet()) {
      try {
        streams.put(each.getKey(), each.getValue().change());
      } catch (IllegalArgumentException e) {
        throw root.complaint(
            "streams." + each.getKey() + " of " + device, String.valueOf(e.getMessage()));
      }
    }
    try {
      return Desired.of(new Action.Set(streams, wish.log()));
    } catch (IllegalArgumentException e) {
      throw root.complaint(device.value(), String.valueOf(e.getMessage()));
    }
  }
}
