package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.TestClock;
import io.sealpost.device.clock.Boots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochStoreTest {
  @TempDir Path folder;

  private EpochStore store() {
    return new EpochStore(folder, Disk.REAL);
  }

  private String refused() {
    return String.valueOf(assertThrows(StateException.class, () -> store().next()).getMessage());
  }

  private void write(Map<String, Long> table) throws StateException {
    new StateFile(folder.resolve("epoch"), "epoch", "", Disk.REAL).write(table);
  }

  @Test
  void countsBootsFromOne() throws StateException {
    for (long epoch = 1; epoch <= 20; epoch++) {
      assertEquals(epoch, store().next());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void neverGivesAnEpochThatIsNotDurable(int steps) throws StateException {
    assertEquals(1, store().next());
    assertThrows(StateException.class, () -> new EpochStore(folder, new FaultyDisk(steps)).next());
    assertTrue(store().next() >= 2, "an epoch that was given is never given again");
  }

  @Test
  void neverGivesAnEpochTwiceOverManyPowerCuts() throws StateException {
    long last = 0;
    for (int i = 0; i < 100; i++) {
      try {
        long epoch = new EpochStore(folder, new FaultyDisk(i % 5)).next();
        assertTrue(epoch > last, epoch + " after " + last);
        last = epoch;
      } catch (StateException e) {
        assertTrue(i % 5 < 4, "only an interrupted write fails");
      }
    }
    assertTrue(last >= 20);
  }

  @Test
  void doesNotBeginAgainWhenItsFileIsDamaged() throws StateException, IOException {
    store().next();
    Files.writeString(folder.resolve("epoch"), "41\n");
    String message = refused();
    assertTrue(message.contains("epoch: damaged: "), message);
    assertTrue(message.contains("; this does not mend itself: "), message);
    assertTrue(message.endsWith("give the device a new key, empty " + folder + " and start again"));
  }

  @Test
  void doesNotBeginAgainWhenItsFileIsEmpty() throws IOException {
    Files.createFile(folder.resolve("epoch"));
    assertTrue(refused().contains("epoch: damaged: "));
  }

  @Test
  void doesNotBeginAgainWhenOnlyItsFileIsLost() throws StateException {
    store().next();
    new FileSettingsStore(folder, Disk.REAL).save(Commanded.NOTHING);
    delete("epoch");
    assertTrue(refused().contains("missing, though other state is there"));
    delete("settings");
    new StateFile(folder.resolve("rates"), "rates", "", Disk.REAL).write(Map.of());
    assertTrue(refused().contains("missing, though other state is there"));
    delete("rates");
    new SequenceStore(folder, Disk.REAL).save(1, Map.of());
    assertTrue(refused().contains("missing, though other state is there"));
    delete("sequences");
    new BootStore(folder, Disk.REAL).save(Boots.NONE, Optional.empty());
    assertTrue(refused().contains("missing, though other state is there"));
    delete("boots");
    new ClockStore(folder, Disk.REAL).save(TestClock.START);
    assertTrue(refused().contains("missing, though other state is there"));
    delete("clock");
    assertEquals(1, assertNext());
  }

  @Test
  void doesNotBeginAgainWhenAJournalProvesThatThereWereBootsBefore() throws Exception {
    store().next();
    Path journal;
    try (StateFolder state = StateFolder.open(folder)) {
      journal = Files.createDirectories(state.journal());
    }
    delete("epoch");
    assertTrue(refused().contains("missing, though other state is there"));
    Files.delete(journal);
    assertEquals(1, assertNext());
  }

  private long assertNext() throws StateException {
    return store().next();
  }

  private void delete(String name) {
    try {
      Files.delete(folder.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void doesNotTakeATableWithoutAnEpoch() throws StateException {
    write(Map.of());
    assertTrue(refused().contains("it holds no epoch"));
    write(Map.of("epoch", 1L, "other", 2L));
    assertTrue(refused().contains("it holds no epoch"));
    write(Map.of("epoch", Counter.MAX + 1));
    assertTrue(refused().contains("it holds no epoch"));
  }

  @Test
  void endsAtTheLastEpochInsteadOfBeginningAgain() throws StateException {
    write(Map.of("epoch", Counter.MAX - 1));
    assertEquals(Counter.MAX, store().next());
    String message = refused();
    assertTrue(message.contains("all 4294967295 epochs are used up; this does not mend itself: "));
    assertTrue(message.endsWith("give the device a new key, empty " + folder + " and start again"));
  }
}
