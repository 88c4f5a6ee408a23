package io.sealpost.device.config;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole of {@code device.toml}, valid.
 *
 * @param id this device on the wire
 * @param displayName what the owner calls it, 1 to 64 characters of any script
 * @param state the folder of what outlives a restart
 * @param broker where to publish
 * @param seal how readings are sealed
 * @param privacy what leaves the device of people
 * @param limits what a command may set
 * @param supervised whether something starts the agent again when it ends; as the environment says
 *     if empty
 * @param journal how much is kept for the broker
 * @param logLevel from which level on is logged
 * @param trustClock whether the wall clock counts as synchronised without asking the system
 * @param health interval of the agent's own readings, 100 ms to 24 h
 * @param sensors 1 to {@link #MAX_SENSORS}, each with a stream of its own
 */
public record DeviceConfig(
    DeviceId id,
    Optional<String> displayName,
    Path state,
    BrokerSettings broker,
    SealSettings seal,
    PrivacySettings privacy,
    RateLimits limits,
    Optional<Boolean> supervised,
    JournalSettings journal,
    LogLevel logLevel,
    boolean trustClock,
    Duration health,
    List<SensorSettings> sensors) {
  /** With the agent's own stream as many as an answer or a hello can name. */
  public static final int MAX_SENSORS = 63;

  /** The stream of the agent's own readings; no sensor may have it. */
  public static final StreamName HEALTH = new StreamName("health");

  /**
   * @throws IllegalArgumentException if there is no sensor, there are more than {@link
   *     #MAX_SENSORS}, or two have the same stream
   */
  public DeviceConfig {
    sensors = List.copyOf(sensors);
    if (sensors.isEmpty() || sensors.size() > MAX_SENSORS) {
      throw new IllegalArgumentException(
          sensors.size() + " sensors; there must be 1 to " + MAX_SENSORS);
    }
    Set<StreamName> streams = new HashSet<>(Set.of(HEALTH));
    for (SensorSettings sensor : sensors) {
      if (!streams.add(sensor.stream())) {
        throw new IllegalArgumentException("stream \"" + sensor.stream() + "\" is there twice");
      }
    }
  }

  /** What is said of presence, in the order of the file. */
  public List<Source.Presence> presences() {
    return sensors.stream()
        .map(SensorSettings::source)
        .filter(Source.Presence.class::isInstance)
        .map(Source.Presence.class::cast)
        .toList();
  }

  /** The configured interval of every stream, the agent's own included, in the file's order. */
  public Map<StreamName, Duration> intervals() {
    Map<StreamName, Duration> intervals = new LinkedHashMap<>();
    sensors.forEach(sensor -> intervals.put(sensor.stream(), sensor.interval()));
    intervals.put(HEALTH, health);
    return intervals;
  }

  /** Everything that a command can set, as it is configured. */
  public Settings settings() {
    Map<StreamName, StreamSettings> streams = new HashMap<>();
    for (SensorSettings sensor : sensors) {
      streams.put(
          sensor.stream(),
          new StreamSettings(
              sensor.interval(), sensor.batching(), sensor.rules().onChange(), duty(sensor)));
    }
    streams.put(HEALTH, StreamSettings.every(health));
    return new Settings(streams, logLevel);
  }

  private static Optional<DutyCycle> duty(SensorSettings sensor) {
    if (!(sensor.source() instanceof Source.Presence presence)) {
      return Optional.empty();
    }
    return presence.bluetooth().map(ScannerSettings.Bluetooth::duty);
  }
}
