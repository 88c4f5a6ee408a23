package io.sealpost.device;

import io.sealpost.crypto.Format;
import io.sealpost.device.config.BrokerSettings;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.JournalSettings;
import io.sealpost.device.config.PrivacySettings;
import io.sealpost.device.config.RateLimits;
import io.sealpost.device.config.ReportRules;
import io.sealpost.device.config.SealSettings;
import io.sealpost.device.config.SensorSettings;
import io.sealpost.device.config.Source;
import io.sealpost.device.config.TlsSettings;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.TopicTree;
import io.sealpost.sensors.guard.Guards;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A configuration with two streams, {@code a} every second and {@code b} every five. */
public final class TestConfig {
  public static final DeviceId DEVICE = new DeviceId("rpi-07");
  public static final StreamName A = new StreamName("a");
  public static final StreamName B = new StreamName("b");

  private TestConfig() {}

  /** In an envelope; health once a minute; each reading has a message of its own. */
  public static DeviceConfig of(Format format) {
    return of(format, Optional.empty());
  }

  /** In COSE, with batches of stream {@code a}. */
  public static DeviceConfig batching(Duration within, int readings) {
    return of(Format.COSE_1, Optional.of(new Batching(within, readings)));
  }

  /** In COSE, with a report rule for stream {@code a}, and batches of it if that is asked for. */
  public static DeviceConfig reporting(OnChange onChange, Optional<Batching> batching) {
    ReportRules rules = new ReportRules(Guards.NONE, Optional.of(onChange));
    SensorSettings a =
        new SensorSettings(
            A, Duration.ofSeconds(1), batching, rules, new Source.SimulatedTemperature());
    return of(Format.COSE_1, List.of(a, sensor(B, 5, Optional.empty())));
  }

  /** In COSE, with other rules of what leaves the device of people. */
  public static DeviceConfig discreet(PrivacySettings privacy) {
    return of(
        Format.COSE_1,
        privacy,
        List.of(sensor(A, 1, Optional.empty()), sensor(B, 5, Optional.empty())));
  }

  /** In COSE, with as many streams as there may be. */
  public static DeviceConfig crowded() {
    List<SensorSettings> sensors = new ArrayList<>();
    for (int i = 0; i < DeviceConfig.MAX_SENSORS; i++) {
      sensors.add(sensor(new StreamName("stream-" + i), 1, Optional.empty()));
    }
    return of(Format.COSE_1, sensors);
  }

  private static DeviceConfig of(Format format, Optional<Batching> batching) {
    return of(format, List.of(sensor(A, 1, batching), sensor(B, 5, Optional.empty())));
  }

  private static DeviceConfig of(Format format, List<SensorSettings> sensors) {
    return of(format, PrivacySettings.USUAL, sensors);
  }

  private static DeviceConfig of(
      Format format, PrivacySettings privacy, List<SensorSettings> sensors) {
    return new DeviceConfig(
        DEVICE,
        Optional.of("Küche"),
        Path.of("/nonexistent"),
        new BrokerSettings(
            URI.create("mqtts://broker.example"),
            false,
            new TlsSettings.Certificates(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            "",
            new TopicTree("sealpost"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20)),
        new SealSettings(format, Path.of("/nonexistent/psk"), Duration.ofSeconds(60)),
        privacy,
        new RateLimits(Duration.ofMillis(500), Duration.ofHours(1)),
        Optional.empty(),
        new JournalSettings(
            new JournalOptions(
                2_000_000,
                Duration.ofDays(30),
                new Durability.Grouped(Duration.ofSeconds(5), 10),
                WhenFull.DROP_OLDEST,
                2,
                0),
            16,
            1500),
        LogLevel.INFO,
        false,
        Duration.ofSeconds(60),
        sensors);
  }

  private static SensorSettings sensor(
      StreamName stream, long seconds, Optional<Batching> batching) {
    return new SensorSettings(
        stream, Duration.ofSeconds(seconds), batching, new Source.SimulatedTemperature());
  }
}
