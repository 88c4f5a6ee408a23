package io.sealpost.device.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Format;
import io.sealpost.device.TestConfig;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLimitsTest {
  private static final StreamName PEOPLE = new StreamName("people");
  private static final StreamName T = new StreamName("temperature");
  private static final Batching BATCH = new Batching(Duration.ofMinutes(1), 10);
  private static final OnChange RULE = new OnChange(0.5, Duration.ofMinutes(15));

  private static final String TOML =
      """
      [device]
      id = "rpi-07"
      state = "state"
      [broker]
      url = "mqtts://localhost"
      [seal]
      key-file = "psk"
      [[sensor]]
      type = "simulated-temperature"
      stream = "temperature"
      interval = "10s"
      [[sensor]]
      type = "presence"
      stream = "people"
      interval = "30s"
      leave-after = "3m"
      [sensor.bluetooth]
      [[sensor.person]]
      name = "Ann"
      bluetooth = ["02:00:00:00:00:01"]
      """;

  @TempDir Path folder;

  private CommandLimits limits() throws Exception {
    Path file = folder.resolve("device.toml");
    Files.writeString(file, TOML);
    return new CommandLimits(DeviceConfigReader.read(file));
  }

  private static StreamChange batch(Change<Batching> batch) {
    return new StreamChange(
        Optional.empty(), Optional.of(batch), Optional.empty(), Optional.empty());
  }

  private static StreamChange report(Change<OnChange> rule) {
    return new StreamChange(
        Optional.empty(), Optional.empty(), Optional.of(rule), Optional.empty());
  }

  private static StreamChange duty(long scan, long pause) {
    return new StreamChange(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new DutyCycle(Duration.ofSeconds(scan), Duration.ofSeconds(pause))));
  }

  private String judge(CommandLimits limits, StreamName stream, StreamChange change) {
    return limits
        .judge(new Action.Set(Map.of(stream, change), Optional.empty()))
        .map(refuse -> refuse.status().label() + ": " + refuse.detail().orElse(""))
        .orElse("ok");
  }

  private String judge(StreamName stream, StreamChange change) throws Exception {
    return judge(limits(), stream, change);
  }

  @Test
  void temperaturesMayHaveBatchesAndReportRules() throws Exception {
    assertEquals("ok", judge(T, batch(Change.to(BATCH))));
    assertEquals("ok", judge(T, report(Change.to(RULE))));
  }

  @ParameterizedTest
  @CsvSource({"people", "health"})
  void presenceAndHealthAreToldAtOnceAndAsTheyAre(String stream) throws Exception {
    StreamName name = new StreamName(stream);
    assertEquals(
        "unsupported: " + stream + ": no batch: it is told at once",
        judge(name, batch(Change.to(BATCH))));
    assertEquals(
        "unsupported: " + stream + ": no report rule: it is no temperature",
        judge(name, report(Change.to(RULE))));
  }

  @ParameterizedTest
  @CsvSource({"people", "health", "temperature"})
  void whatIsOffAnywayMayBeSwitchedOff(String stream) throws Exception {
    assertEquals("ok", judge(new StreamName(stream), batch(Change.off())));
    assertEquals("ok", judge(new StreamName(stream), report(Change.off())));
  }

  @Test
  void noFernetMessageCarriesSeveralReadings() {
    CommandLimits limits = new CommandLimits(TestConfig.of(Format.FERNET));
    assertEquals(
        "unsupported: a: no batch: a fernet message carries one reading",
        judge(limits, TestConfig.A, batch(Change.to(BATCH))));
    assertEquals("ok", judge(limits, TestConfig.A, report(Change.to(RULE))));
  }

  @Test
  void aStepThatIsNoneIsOutOfRange() throws Exception {
    assertEquals(
        "range: temperature: report 1.0E-4 degrees must be 0.001 to 100.0",
        judge(T, report(Change.to(new OnChange(0.0001, Duration.ofMinutes(1))))));
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "20, 10", "10, 50", "30, 60"})
  void aScannerMayListenAsLittleAsItsRulesAllow(long scan, long pause) throws Exception {
    assertEquals("ok", judge(PEOPLE, duty(scan, pause)));
  }

  @ParameterizedTest
  @CsvSource({"5, 30", "60, 61", "5, 120"})
  void aScannerMustHearSomebodyOftenEnoughBeforeTheyCountAsGone(long scan, long pause)
      throws Exception {
    assertEquals(
        "range: people: leave-after 3m is too short for a scan of %s and a pause of %s: it must be three pauses at least, and hold 30s of scans"
            .formatted(
                scan == 60 ? "1m" : scan + "s", pause % 60 == 0 ? pause / 60 + "m" : pause + "s"),
        judge(PEOPLE, duty(scan, pause)));
  }

  @ParameterizedTest
  @CsvSource({"temperature", "health"})
  void aStreamWithoutABluetoothScannerHasNoDutyCycle(String stream) throws Exception {
    assertEquals(
        "unsupported: " + stream + ": no duty cycle: it has no Bluetooth scanner",
        judge(new StreamName(stream), duty(60, 0)));
  }

  @ParameterizedTest
  @EnumSource(LogLevel.class)
  void everyLogLevelIsAllowed(LogLevel level) throws Exception {
    assertEquals(Optional.empty(), limits().judge(new Action.Set(Map.of(), Optional.of(level))));
  }

  @Test
  void theFirstOfSeveralFaultsIsNamedWhateverTheirOrder() throws Exception {
    Action.Set set =
        new Action.Set(
            Map.of(
                T,
                StreamChange.every(Duration.ofDays(2)),
                PEOPLE,
                StreamChange.every(Duration.ofMillis(10)),
                DeviceConfig.HEALTH,
                StreamChange.every(Duration.ofSeconds(10))),
            Optional.empty());
    assertEquals(
        Optional.of(new Decision.Refuse(Status.RANGE, "people: interval 10ms must be 1s to 24h")),
        limits().judge(set));
  }
}
