package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir Path folder;
  private DeviceConfig config;

  @BeforeEach
  void read() throws ConfigException {
    config = DeviceConfigReader.read(ConfigFiles.write(folder, ConfigFiles.MINIMAL));
  }

  private DeviceConfig with(List<SensorSettings> sensors) {
    return new DeviceConfig(
        config.id(),
        config.displayName(),
        config.state(),
        config.broker(),
        config.seal(),
        config.privacy(),
        config.limits(),
        config.supervised(),
        config.journal(),
        config.logLevel(),
        config.trustClock(),
        config.health(),
        sensors);
  }

  @Test
  void tellsWhichStreamsHaveBatches() throws ConfigException {
    assertTrue(config.settings().streams().values().stream().allMatch(s -> s.batching().isEmpty()));
    DeviceConfig full = DeviceConfigReader.read(ConfigFiles.write(folder, ConfigFiles.FULL));
    assertEquals(
        Optional.of(new Batching(Duration.ofMinutes(1), 30)), full.sensors().get(0).batching());
  }

  private static SensorSettings sensor(String stream) {
    return new SensorSettings(new StreamName(stream), SECOND, new Source.SimulatedTemperature());
  }

  @Test
  void needsASensor() {
    assertThrows(IllegalArgumentException.class, () -> with(List.of()));
  }

  @Test
  void givesEveryStreamToOneSensorOnly() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> with(List.of(sensor("a"), sensor("a"))));
    assertEquals("stream \"a\" is there twice", e.getMessage());
  }

  @Test
  void keepsTheHealthStreamForTheAgent() {
    assertThrows(IllegalArgumentException.class, () -> with(List.of(sensor("health"))));
  }

  @Test
  void allowsWhatIsWithinTheLimitsEndsIncluded() {
    RateLimits limits = new RateLimits(SECOND, Duration.ofSeconds(10));
    assertTrue(limits.allows(SECOND));
    assertTrue(limits.allows(Duration.ofSeconds(10)));
    assertFalse(limits.allows(Duration.ofMillis(999)));
    assertFalse(limits.allows(Duration.ofMillis(10_001)));
    assertFalse(limits.allows(Duration.ZERO));
    assertFalse(limits.allows(SECOND.negated()));
  }

  @Test
  void hasLimitsThatNoConfigurationCanWiden() {
    assertThrows(
        IllegalArgumentException.class, () -> new RateLimits(Duration.ofMillis(99), SECOND));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RateLimits(SECOND, Duration.ofMillis(86_400_001)));
    assertThrows(
        IllegalArgumentException.class, () -> new RateLimits(SECOND, Duration.ofMillis(999)));
  }
}
