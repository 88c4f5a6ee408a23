package io.sealpost.device;

import io.sealpost.crypto.Format;
import io.sealpost.device.config.BrokerSettings;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.JournalSettings;
import io.sealpost.device.config.LogLevel;
import io.sealpost.device.config.RateLimits;
import io.sealpost.device.config.SealSettings;
import io.sealpost.device.config.SensorSettings;
import io.sealpost.device.config.Source;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.TopicTree;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A configuration with two streams, {@code a} every second and {@code b} every five. */
public final class TestConfig {
  public static final DeviceId DEVICE = new DeviceId("rpi-07");
  public static final StreamName A = new StreamName("a");
  public static final StreamName B = new StreamName("b");

  private TestConfig() {}

  /** In an envelope; a journal of 100 messages; health once a minute. */
  public static DeviceConfig of(Format format) {
    return new DeviceConfig(
        DEVICE,
        Optional.of("Küche"),
        Path.of("/nonexistent"),
        new BrokerSettings(
            URI.create("mqtts://broker.example"),
            false,
            Optional.empty(),
            Optional.empty(),
            "",
            new TopicTree("sealpost"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20)),
        new SealSettings(format, Path.of("/nonexistent/psk"), Duration.ofSeconds(60)),
        new RateLimits(Duration.ofMillis(500), Duration.ofHours(1)),
        new JournalSettings(100, 1_000_000),
        LogLevel.INFO,
        false,
        Duration.ofSeconds(60),
        List.of(sensor(A, 1), sensor(B, 5)));
  }

  private static SensorSettings sensor(StreamName stream, long seconds) {
    return new SensorSettings(
        stream, Duration.ofSeconds(seconds), new Source.SimulatedTemperature());
  }
}
