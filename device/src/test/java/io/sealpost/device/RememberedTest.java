package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.MachineBoot;
import io.sealpost.device.state.StateFolder;
import io.sealpost.protocol.BootId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedTest {
  private static final BootId NEXT = new BootId("fe".repeat(8));

  @TempDir Path folder;
  private StateFolder state;

  @BeforeEach
  void open() throws Exception {
    state = StateFolder.open(folder);
  }

  @AfterEach
  void close() throws Exception {
    state.close();
  }

  private Remembered at(long machineSeconds) {
    return new Remembered(
        state, Optional.of(new MachineBoot("0".repeat(36), Duration.ofSeconds(machineSeconds))));
  }

  @Test
  void keepsABootBeforeAnythingCanBeDatedByIt() {
    at(10).begin(TestClock.BOOT);
    Boots next = at(70).begin(NEXT);
    assertEquals(
        Map.of(TestClock.BOOT, Duration.ofSeconds(10), NEXT, Duration.ofSeconds(70)), next.since());
  }

  @Test
  void datesABootThatWasKilledBeforeItsClockWasSet() {
    at(10).begin(TestClock.BOOT);
    Boots next = at(70).begin(NEXT).started(NEXT, TestClock.START);
    at(70).keep(next);
    assertEquals(
        Map.of(TestClock.BOOT, TestClock.START.minusSeconds(60), NEXT, TestClock.START),
        at(90).begin(new BootId("ab".repeat(8))).starts());
  }

  @Test
  void knowsNoUptimeWhereTheMachineDoesNotTell() {
    assertEquals(Boots.NONE, new Remembered(state, Optional.empty()).begin(TestClock.BOOT));
  }

  @Test
  void knowsTheBuildsTimeAtFirstAndTheLastGoodOneLater() {
    assertEquals(TestClock.FLOOR, at(1).good(TestClock.FLOOR));
    at(1).keep(TestClock.START);
    assertEquals(TestClock.START, at(1).good(TestClock.FLOOR));
    assertEquals(
        TestClock.START.plusSeconds(1),
        at(1).good(TestClock.START.plusSeconds(1)),
        "a newer build knows better");
  }

  @Test
  void knowsTheLastSequencesOfTheEpochBefore() {
    at(1).keep(4, Map.of("a", 7L));
    assertEquals(Map.of("a", 7L), at(1).sequences(4, Map.of()));
    assertEquals(Map.of(), at(1).sequences(5, Map.of()));
  }

  @Test
  void goesOnWithoutWhatIsDamaged() throws Exception {
    for (String name : new String[] {"boots", "clock", "sequences"}) {
      Files.writeString(folder.resolve(name), "torn");
    }
    assertEquals(Map.of(), at(1).sequences(4, Map.of()));
    assertEquals(TestClock.FLOOR, at(1).good(TestClock.FLOOR));
    assertEquals(
        Map.of(TestClock.BOOT, Duration.ofSeconds(10)), at(10).begin(TestClock.BOOT).since());
  }

  @Test
  void goesOnWhenNothingCanBeKept() throws Exception {
    Files.createDirectories(folder.resolve("boots.tmp/in-the-way"));
    Files.createDirectories(folder.resolve("clock.tmp/in-the-way"));
    assertEquals(
        Map.of(TestClock.BOOT, Duration.ofSeconds(10)), at(10).begin(TestClock.BOOT).since());
    at(10).keep(TestClock.START);
    assertEquals(TestClock.FLOOR, at(1).good(TestClock.FLOOR));
  }

  @Test
  void takesFromTheJournalsWhatAnEpochThatDidNotEndInOrderLeftThere() {
    Map<String, Counter> newest =
        Map.of("a", new Counter(5, 41), "b", new Counter(4, 99), "c", new Counter(5, 0));
    assertEquals(Map.of("a", 41L, "c", 0L), at(1).sequences(5, newest));
    at(1).keep(5, Map.of("a", 42L));
    assertEquals(Map.of("a", 42L), at(1).sequences(5, newest), "what was kept is exact");
  }
}
