package io.sealpost.device.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code device.toml}; the first thing that is wrong ends it. */
public final class DeviceConfigReader {
  private static final Set<String> TABLES =
      Set.of(
          "device", "broker", "seal", "privacy", "limits", "control", "journal", "health", "clock",
          "log", "sensor");

  private static final String SUPERVISED = "supervised";

  private final TomlTable root;
  private final Path folder;
  private final CredentialPaths credentials;

  private DeviceConfigReader(TomlText text, Map<String, String> environment)
      throws ConfigException {
    this.root = TomlTable.root(text, TABLES);
    this.folder = folderOf(text.file());
    this.credentials = CredentialPaths.of(environment, folder);
  }

  /**
   * Reads a configuration file.
   *
   * @param file paths in it are relative to its folder
   * @throws ConfigException one line: the file, line, key, value, and what is allowed
   */
  public static DeviceConfig read(Path file) throws ConfigException {
    return read(file, System.getenv());
  }

  /**
   * Reads a configuration file.
   *
   * @param file paths in it are relative to its folder
   * @param environment tells where systemd put credentials
   * @throws ConfigException one line: the file, line, key, value, and what is allowed
   */
  static DeviceConfig read(Path file, Map<String, String> environment) throws ConfigException {
    return new DeviceConfigReader(TomlText.read(file), environment).read();
  }

  private static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private DeviceConfig read() throws ConfigException {
    TomlTable device = root.table("device", Set.of("id", "name", "state"));
    DeviceId id = device.required("id", DeviceId::new);
    SealSettings seal = seal();
    return new DeviceConfig(
        id,
        device.optional("name", Texts::displayName),
        device.required("state", this::ordinary),
        new BrokerReader(root, this::path).read(id),
        seal,
        new PrivacyReader(root).read(seal.format()),
        limits(),
        supervised(),
        new JournalReader(root).read(),
        root.table("log", Set.of("level")).optional("level", LogLevel::of).orElse(LogLevel.INFO),
        root.table("clock", Set.of("trust")).bool("trust", false),
        health(),
        sensors(seal.format()));
  }

  private SealSettings seal() throws ConfigException {
    TomlTable seal = root.table("seal", Set.of("format", "key-file", "command-ttl"));
    return new SealSettings(
        seal.optional("format", Format::of).orElse(Format.COSE_1),
        seal.required("key-file", this::path),
        seal.optional(
                "command-ttl",
                text -> Durations.parse(text, Duration.ofSeconds(1), Duration.ofHours(1)))
            .orElse(Duration.ofSeconds(60)));
  }

  private RateLimits limits() throws ConfigException {
    TomlTable limits = root.table("limits", Set.of("min-interval", "max-interval"));
    Duration minimum =
        limits.optional("min-interval", Texts::interval).orElse(Duration.ofSeconds(1));
    Duration maximum = limits.optional("max-interval", Texts::interval).orElse(RateLimits.LONGEST);
    try {
      return new RateLimits(minimum, maximum);
    } catch (IllegalArgumentException e) {
      throw limits.wrong(
          limits.has("min-interval") ? "min-interval" : "max-interval",
          String.valueOf(e.getMessage()));
    }
  }

  private Optional<Boolean> supervised() throws ConfigException {
    TomlTable control = root.table("control", Set.of(SUPERVISED));
    return control.has(SUPERVISED)
        ? Optional.of(control.bool(SUPERVISED, false))
        : Optional.empty();
  }

  private Duration health() throws ConfigException {
    return root.table("health", Set.of("interval"))
        .optional("interval", Texts::interval)
        .orElse(Duration.ofSeconds(60));
  }

  private List<SensorSettings> sensors(Format format) throws ConfigException {
    List<SensorSettings> sensors = new ArrayList<>();
    Map<StreamName, Integer> seen = new HashMap<>();
    HardwareClaims claims = new HardwareClaims();
    for (TomlTable table : root.tables("sensor")) {
      SensorSettings sensor = SensorReader.read(table, format, this::path);
      Integer earlier = seen.putIfAbsent(sensor.stream(), sensors.size() + 1);
      if (earlier != null) {
        throw table.wrong(
            "stream",
            "\""
                + sensor.stream()
                + "\" is the stream of sensor["
                + earlier
                + "] already; every sensor needs one of its own");
      }
      sensors.add(sensor);
      claims.claim(table, sensor, sensors.size());
    }
    if (sensors.isEmpty()) {
      throw root.wrong("sensor", "missing; there must be at least one [[sensor]]");
    }
    if (sensors.size() > DeviceConfig.MAX_SENSORS) {
      throw root.wrong(
          "sensor", sensors.size() + " sensors; there must be at most " + DeviceConfig.MAX_SENSORS);
    }
    return sensors;
  }

  private Path path(String text) {
    return credentials.of(text).orElseGet(() -> ordinary(text));
  }

  private Path ordinary(String text) {
    Texts.plain(text, 4096);
    // Java counts UTF-16 units, Linux bytes.
    if (text.getBytes(UTF_8).length > 4096) {
      throw new IllegalArgumentException("path is longer than 4096 bytes");
    }
    return folder.resolve(text).normalize();
  }
}
