package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.device.TestConfig;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.control.CommandLimits;
import io.sealpost.device.control.SettingsInForce;
import io.sealpost.protocol.Action;
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
import org.junit.jupiter.params.provider.ValueSource;

class FileSettingsStoreTest {
  private static final StreamName A = new StreamName("a");

  @TempDir Path folder;

  private FileSettingsStore store() {
    return new FileSettingsStore(folder, Disk.REAL);
  }

  private static Commanded every(StreamName stream, long seconds) {
    return Commanded.NOTHING.with(Action.Set.every(stream, Duration.ofSeconds(seconds)));
  }

  private void former(Map<String, Long> table) throws StateException {
    new StateFile(folder.resolve("rates"), "rates", "", Disk.REAL).write(table);
  }

  private String damage(Map<String, Long> table) throws StateException {
    new StateFile(folder.resolve("settings"), "settings", "", Disk.REAL).write(table);
    return String.valueOf(assertThrows(StateException.class, () -> store().load()).getMessage());
  }

  @Test
  void nothingIsSetAtFirst() throws StateException {
    assertEquals(Commanded.NOTHING, store().load());
  }

  @Test
  void everyPartIsReadBackAsItWas() throws StateException {
    StreamChange all =
        new StreamChange(
            Optional.of(Duration.ofMillis(250)),
            Optional.of(Change.to(new Batching(Duration.ofMillis(1500), 30))),
            Optional.of(Change.to(new OnChange(0.1 + 0.2, Duration.ofHours(24)))),
            Optional.of(new DutyCycle(Duration.ofSeconds(20), Duration.ZERO)));
    StreamChange off =
        new StreamChange(
            Optional.empty(),
            Optional.of(Change.off()),
            Optional.of(Change.off()),
            Optional.empty());
    Commanded commanded = new Commanded(Map.of(A, all, TestConfig.B, off), Optional.empty());
    store().save(commanded);
    assertEquals(commanded, store().load());
  }

  @ParameterizedTest
  @EnumSource(LogLevel.class)
  void everyLogLevelIsReadBack(LogLevel level) throws StateException {
    Commanded commanded = new Commanded(Map.of(), Optional.of(level));
    store().save(commanded);
    assertEquals(commanded, store().load());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log",
        "log.x",
        "interval-ms.a",
        "a.b.c",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void everyStreamNameIsReadBack(String name) throws StateException {
    Commanded commanded = every(new StreamName(name), 3);
    store().save(commanded);
    assertEquals(commanded, store().load());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.3, 1, 99.999, 100})
  void degreesLoseNothing(double degrees) throws StateException {
    OnChange rule = new OnChange(degrees, Duration.ofMinutes(15));
    StreamChange change =
        new StreamChange(
            Optional.empty(), Optional.empty(), Optional.of(Change.to(rule)), Optional.empty());
    Commanded commanded = new Commanded(Map.of(A, change), Optional.empty());
    store().save(commanded);
    assertEquals(commanded, store().load());
  }

  @ParameterizedTest
  @CsvSource({
    "interval-ms.hello, 1",
    "interval-ms.a, 0",
    "batch-ms.a, 5000",
    "batch-readings.a, 3",
    "report-bits.a, 1",
    "scan-ms.a, 5",
    "log.loud, 1",
    "nonsense, 1"
  })
  void whatNobodyCanHaveCommandedIsDamage(String name, long number) throws StateException {
    String message = damage(Map.of(name, number));
    assertTrue(message.contains("settings: damaged: "), message);
    assertTrue(message.endsWith("; remove it"), message);
  }

  @Test
  void moreReadingsThanANumberHasRoomForAreDamage() throws StateException {
    String message = damage(Map.of("batch-ms.a", 5000L, "batch-readings.a", 1L << 40));
    assertTrue(message.contains("settings: damaged: "), message);
  }

  @Test
  void whatCannotBeSavedStaysAsItWas() throws StateException {
    store().save(every(A, 1));
    FileSettingsStore broken = new FileSettingsStore(folder, new FaultyDisk(1));
    assertThrows(StateException.class, () -> broken.save(every(A, 2)));
    assertEquals(every(A, 1), store().load());
  }

  @Test
  void isTakenBackWhenOnlyTheFolderCannotBeSynchronised() throws StateException {
    store().save(every(A, 1));
    DeviceConfig config = TestConfig.of(Format.COSE_1);
    SettingsInForce settings =
        new SettingsInForce(
            config, new CommandLimits(config), new FileSettingsStore(folder, new FaultyDisk(3, 1)));
    assertThrows(
        StateException.class, () -> settings.change(Action.Set.every(A, Duration.ofSeconds(2))));
    assertEquals(every(A, 1), store().load());
  }

  @Test
  void intervalsOfAnEarlierVersionCountUntilTheFirstCommand() throws StateException {
    former(Map.of("a", 250L, "epoch", 86_400_000L));
    Commanded before = store().load();
    assertEquals(
        Map.of(
            A,
            StreamChange.every(Duration.ofMillis(250)),
            new StreamName("epoch"),
            StreamChange.every(Duration.ofHours(24))),
        before.streams());
    store().save(before.with(Action.Set.every(A, Duration.ofSeconds(9))));
    assertFalse(Files.exists(folder.resolve("rates")), "it must not count once more");
    assertEquals(2, store().load().streams().size());
  }

  @Test
  void intervalsOfAnEarlierVersionForWhatCannotBeAStreamAreDamage() throws StateException {
    former(Map.of("hello", 1L));
    StateException e = assertThrows(StateException.class, () -> store().load());
    assertTrue(String.valueOf(e.getMessage()).endsWith("; remove it"), e.getMessage());
  }
}
