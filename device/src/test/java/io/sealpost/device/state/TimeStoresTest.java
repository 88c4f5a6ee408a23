package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.MachineBoot;
import io.sealpost.protocol.BootId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStoresTest {
  private static final Optional<MachineBoot> MACHINE = machine("1");
  private static final BootId A = new BootId("aa".repeat(8));
  private static final BootId B = new BootId("bb".repeat(8));

  @TempDir Path folder;

  private static Optional<MachineBoot> machine(String digit) {
    return Optional.of(new MachineBoot(digit.repeat(36), Duration.ofSeconds(100)));
  }

  private BootStore boots() {
    return new BootStore(folder, Disk.REAL);
  }

  private ClockStore clock() {
    return new ClockStore(folder, Disk.REAL);
  }

  private void write(String name, Map<String, Long> table) throws StateException {
    new StateFile(folder.resolve(name), name, "", Disk.REAL).write(table);
  }

  @Test
  void noBootIsKnownAtFirst() throws StateException {
    assertEquals(Boots.NONE, boots().load(MACHINE));
  }

  @Test
  void bootsAreReadBackToTheMillisecond() throws StateException {
    Boots known =
        new Boots(Map.of(A, TestClock.START.plusMillis(7)), Map.of(A, Duration.ofMillis(12_340)));
    boots().save(known, MACHINE);
    assertEquals(known, boots().load(MACHINE));
  }

  @Test
  void uptimesOfAnotherBootOfTheMachineAreForgotten() throws StateException {
    Boots known = new Boots(Map.of(A, TestClock.START), Map.of(B, Duration.ofSeconds(5)));
    boots().save(known, MACHINE);
    assertEquals(new Boots(Map.of(A, TestClock.START), Map.of()), boots().load(machine("2")));
    assertEquals(new Boots(Map.of(A, TestClock.START), Map.of()), boots().load(Optional.empty()));
  }

  @Test
  void uptimesAreNotKeptWithoutKnowingTheMachine() throws StateException {
    boots().save(new Boots(Map.of(), Map.of(B, Duration.ofSeconds(5))), Optional.empty());
    assertEquals(Boots.NONE, boots().load(MACHINE));
  }

  @Test
  void asManyBootsAsThereMayBeFitTheFile() throws StateException {
    Map<BootId, Instant> starts = new HashMap<>();
    Map<BootId, Duration> since = new HashMap<>();
    for (int i = 0; i < Boots.MAX; i++) {
      starts.put(new BootId("%016x".formatted(i)), TestClock.START.plusSeconds(i));
      since.put(new BootId("%016x".formatted(i)), Duration.ofSeconds(i));
    }
    Boots known = new Boots(starts, since);
    boots().save(known, MACHINE);
    assertEquals(known, boots().load(MACHINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at", "at.xyz", "a"})
  void aNameThatIsNoBootIsDamage(String name) throws StateException {
    write("boots", Map.of(name, 1L));
    StateException e = assertThrows(StateException.class, () -> boots().load(MACHINE));
    assertTrue(String.valueOf(e.getMessage()).contains("boots: damaged: "), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).endsWith("; remove it"), e.getMessage());
  }

  @Test
  void noTimeIsKnownAtFirst() throws StateException {
    assertEquals(Optional.empty(), clock().load());
  }

  @Test
  void aTimeIsReadBackToTheMillisecond() throws StateException {
    clock().save(TestClock.START.plusNanos(123_456_789));
    assertEquals(Optional.of(TestClock.START.plusMillis(123)), clock().load());
    clock().save(TestClock.FLOOR);
    assertEquals(Optional.of(TestClock.FLOOR), clock().load());
  }

  @Test
  void anotherTableIsNoTime() throws StateException {
    write("clock", Map.of("bad", 1L));
    assertEquals(Optional.empty(), clock().load());
  }

  @Test
  void damageIsNoticed() throws IOException {
    Files.writeString(folder.resolve("clock"), "torn");
    Files.writeString(folder.resolve("boots"), "torn");
    assertThrows(StateException.class, () -> clock().load());
    assertThrows(StateException.class, () -> boots().load(MACHINE));
  }
}
