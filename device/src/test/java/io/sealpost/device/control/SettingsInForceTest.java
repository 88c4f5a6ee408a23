package io.sealpost.device.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.device.FakeSettingsStore;
import io.sealpost.device.TestConfig;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.state.Commanded;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsInForceTest {
  private static final DeviceConfig CONFIG = TestConfig.of(Format.COSE_1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeSettingsStore store = new FakeSettingsStore();

  private SettingsInForce inForce() {
    return new SettingsInForce(CONFIG, new CommandLimits(CONFIG), store);
  }

  private static Commanded every(
      StreamName one, Duration interval, StreamName other, Duration otherInterval) {
    return new Commanded(
        Map.of(one, StreamChange.every(interval), other, StreamChange.every(otherInterval)),
        Optional.empty());
  }

  private static Map<StreamName, Duration> rates(long a, long b) {
    return Map.of(
        TestConfig.A,
        SECOND.multipliedBy(a),
        TestConfig.B,
        SECOND.multipliedBy(b),
        DeviceConfig.HEALTH,
        Duration.ofSeconds(60));
  }

  @Test
  void areTheConfiguredOnesAtFirst() {
    assertEquals(rates(1, 5), inForce().intervals());
  }

  @Test
  void areKeptBeforeTheyAreInForce() throws StateException {
    SettingsInForce settings = inForce();
    settings.change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(7)));
    assertEquals(rates(7, 5), settings.intervals());
    assertEquals(Map.of(TestConfig.A, SECOND.multipliedBy(7)), store.intervals());
  }

  @Test
  void surviveARestart() throws StateException {
    inForce().change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(7)));
    assertEquals(rates(7, 5), inForce().intervals());
  }

  @Test
  void addUpOverCommandsAndRestarts() throws StateException {
    inForce().change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(7)));
    inForce().change(Action.Set.every(TestConfig.B, SECOND.multipliedBy(8)));
    assertEquals(rates(7, 8), inForce().intervals());
  }

  @Test
  void stayAsTheyWereWhenTheyCannotBeKept() {
    SettingsInForce settings = inForce();
    store.breakDown();
    assertThrows(
        StateException.class,
        () -> settings.change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(7))));
    assertEquals(rates(1, 5), settings.intervals());
  }

  @Test
  void areTakenBackFromTheDiskWhenTheyWereWrittenButNotMadeDurable() throws StateException {
    SettingsInForce settings = inForce();
    settings.change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(7)));
    store.failAfterWriting(1);
    String message = failed(settings);
    assertTrue(
        message.endsWith("; the former settings are in force after a restart, too"), message);
    assertEquals(rates(7, 5), settings.intervals());
    assertEquals(rates(7, 5), inForce().intervals());
  }

  @Test
  void sayWhatARestartBringsWhenTheyCannotBeTakenBack() throws StateException {
    SettingsInForce settings = inForce();
    settings.change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(7)));
    store.failAfterWriting(2);
    String message = failed(settings);
    assertTrue(message.endsWith("after a restart, too, if the disk kept its word"), message);
    assertEquals(rates(7, 5), inForce().intervals());
    store.failAfterWriting(1);
    store.becomeReadOnlyAfterwards();
    message = failed(settings);
    assertTrue(message.contains("; the refused settings are in force after a restart: "), message);
    assertEquals(rates(9, 5), inForce().intervals());
    store.breakDown();
    message = failed(settings);
    assertTrue(message.contains("; what is in force after a restart is unknown: "), message);
    assertEquals(rates(7, 5), settings.intervals());
  }

  private static String failed(SettingsInForce settings) {
    return String.valueOf(
        assertThrows(
                StateException.class,
                () -> settings.change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(9))))
            .getMessage());
  }

  @Test
  void areTheConfiguredOnesWhenTheCommandedCannotBeRead() {
    store.breakDown();
    assertEquals(rates(1, 5), inForce().intervals());
  }

  @Test
  void forgetStreamsThatAreNotConfiguredAnyMore() throws StateException {
    store.save(every(new StreamName("gone"), SECOND, TestConfig.A, SECOND.multipliedBy(7)));
    SettingsInForce settings = inForce();
    assertEquals(rates(7, 5), settings.intervals());
    settings.change(Action.Set.every(TestConfig.B, SECOND));
    assertEquals(
        Map.of(TestConfig.A, SECOND.multipliedBy(7), TestConfig.B, SECOND), store.intervals());
  }

  @Test
  void ignoreWhatTheLimitsNoLongerAllow() throws StateException {
    store.save(every(TestConfig.A, Duration.ofMillis(499), TestConfig.B, Duration.ofHours(2)));
    assertEquals(rates(1, 5), inForce().intervals());
  }

  @Test
  void leaveStreamsThatNoCommandNamedToTheConfiguration() throws StateException {
    inForce().change(Action.Set.every(TestConfig.A, SECOND.multipliedBy(7)));
    assertEquals(
        1, store.kept().streams().size(), "only what was commanded outlives a new configuration");
  }

  private static StreamChange with(Optional<Duration> interval, Batching batch) {
    return new StreamChange(
        interval, Optional.of(Change.to(batch)), Optional.empty(), Optional.empty());
  }

  @Test
  void dropOnlyThePartThatTheConfigurationNoLongerAllows() throws StateException {
    Batching batch = new Batching(Duration.ofMinutes(1), 10);
    store.save(
        new Commanded(
            Map.of(TestConfig.A, with(Optional.of(Duration.ofMillis(499)), batch)),
            Optional.of(LogLevel.DEBUG)));
    SettingsInForce settings = inForce();
    assertEquals(
        Optional.of(
            new StreamSettings(SECOND, Optional.of(batch), Optional.empty(), Optional.empty())),
        Optional.ofNullable(settings.settings().streams().get(TestConfig.A)));
    assertEquals(LogLevel.DEBUG, settings.settings().log());
    assertEquals(Map.of(TestConfig.A, batch), settings.batches());
  }

  @Test
  void dropBatchesWhereTheFormatHasNone() throws StateException {
    store.save(
        new Commanded(
            Map.of(
                TestConfig.A,
                with(Optional.of(SECOND.multipliedBy(7)), new Batching(Duration.ofMinutes(1), 10))),
            Optional.empty()));
    DeviceConfig fernet = TestConfig.of(Format.FERNET);
    SettingsInForce settings = new SettingsInForce(fernet, new CommandLimits(fernet), store);
    assertEquals(Map.of(), settings.batches());
    assertEquals(rates(7, 5), settings.intervals());
  }

  @Test
  void switchOffWhatIsConfigured() throws StateException {
    DeviceConfig config = TestConfig.batching(Duration.ofMinutes(1), 10);
    SettingsInForce settings = new SettingsInForce(config, new CommandLimits(config), store);
    settings.change(
        new Action.Set(
            Map.of(
                TestConfig.A,
                new StreamChange(
                    Optional.empty(),
                    Optional.of(Change.off()),
                    Optional.empty(),
                    Optional.empty())),
            Optional.empty()));
    assertEquals(Map.of(), settings.batches());
    assertEquals(Map.of(), new SettingsInForce(config, new CommandLimits(config), store).batches());
  }

  @Test
  void areOneWriteHoweverMuchACommandSets() throws StateException {
    inForce()
        .change(
            new Action.Set(
                Map.of(
                    TestConfig.A,
                    StreamChange.every(SECOND.multipliedBy(7)),
                    TestConfig.B,
                    StreamChange.every(SECOND.multipliedBy(8))),
                Optional.of(LogLevel.WARN)));
    assertEquals(1, store.saves());
    assertEquals(rates(7, 8), inForce().intervals());
  }
}
