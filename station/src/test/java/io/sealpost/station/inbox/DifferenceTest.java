package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.store.Desired;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");
  private static final StreamName STREAM = new StreamName("temperature");
  private static final Duration TEN = Duration.ofSeconds(10);

  @Test
  void everySettingThatDiffersIsToldInWords() {
    StreamChange wish =
        new StreamChange(
            Optional.of(TEN),
            Optional.of(Change.to(new Batching(Duration.ofMinutes(1), 50))),
            Optional.of(Change.off()),
            Optional.of(new DutyCycle(Duration.ofSeconds(20), TEN)));
    StreamSettings reported =
        new StreamSettings(
            Duration.ofMinutes(1),
            Optional.empty(),
            Optional.of(new OnChange(0.5, Duration.ofMinutes(15))),
            Optional.empty());

    assertEquals(
        List.of(
            "rpi-07/temperature: every 10s was asked for, the device reports 1m",
            "rpi-07/temperature: batch 1m or 50 readings was asked for, the device reports off",
            "rpi-07/temperature: on-change off was asked for, the device reports 0.5 or 15m",
            "rpi-07/temperature: duty scan 20s pause 10s was asked for, the device reports none",
            "rpi-07: log-level debug was asked for, the device reports info"),
        told(
            new Desired(Map.of(STREAM, wish), Optional.of(LogLevel.DEBUG)),
            new Settings(Map.of(STREAM, reported), LogLevel.INFO)));
  }

  @Test
  void aStreamThatIsNotThereIsTold() {
    assertEquals(
        List.of("rpi-07/temperature: stream every 10s was asked for, the device reports none"),
        told(
            new Desired(Map.of(STREAM, StreamChange.every(TEN)), Optional.empty()),
            new Settings(Map.of(), LogLevel.INFO)));
  }

  @Test
  void whatIsAsDesiredIsNotTold() {
    assertEquals(
        List.of(),
        told(
            new Desired(Map.of(STREAM, StreamChange.every(TEN)), Optional.of(LogLevel.INFO)),
            new Settings(Map.of(STREAM, StreamSettings.every(TEN)), LogLevel.INFO)));
  }

  private static List<String> told(Desired desired, Settings reported) {
    return Difference.between(desired, reported).stream().map(each -> each.of(DEVICE)).toList();
  }
}
