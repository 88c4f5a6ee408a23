package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFolderTest {
  @TempDir Path folder;

  @Test
  void isCreatedForItsOwnerOnly() throws StateException, IOException {
    Path state = folder.resolve("var").resolve("state");
    try (StateFolder open = StateFolder.open(state)) {
      assertEquals(1, open.epochs().next());
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
    }
  }

  @Test
  void isCreatedDurablyWithAllThatIsMissingAboveIt() throws StateException, IOException {
    FaultyDisk disk = new FaultyDisk(Integer.MAX_VALUE);
    StateFolder.open(folder.resolve("var/lib/state"), disk).close();
    assertEquals(List.of("sync " + folder.getFileName(), "sync var", "sync lib"), disk.steps);
    StateFolder.open(folder.resolve("var/lib/state"), disk).close();
    assertEquals(3, disk.steps.size(), "what is there is durable already");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void isNotLeftBehindUnlessItIsDurable(int steps) throws StateException, IOException {
    Path state = folder.resolve("var/lib/state");
    StateException e =
        assertThrows(StateException.class, () -> StateFolder.open(state, new FaultyDisk(steps)));
    assertTrue(String.valueOf(e.getMessage()).contains("no more disk"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("var")), "the next start would not synchronise it");
    FaultyDisk mended = new FaultyDisk(Integer.MAX_VALUE);
    StateFolder.open(state, mended).close();
    assertEquals(3, mended.steps.size());
  }

  @Test
  void keepsEverythingForTheNextStart() throws StateException, IOException {
    Commanded every3 =
        Commanded.NOTHING.with(Action.Set.every(new StreamName("a"), Duration.ofSeconds(3)));
    try (StateFolder open = StateFolder.open(folder)) {
      assertEquals(1, open.epochs().next());
      open.settings().save(every3);
      open.sequences().save(1, Map.of("a", 5L));
    }
    try (StateFolder open = StateFolder.open(folder)) {
      assertEquals(2, open.epochs().next());
      assertEquals(every3, open.settings().load());
      assertEquals(Map.of("a", 5L), open.sequences().load(1));
    }
  }

  @Test
  void isHeldByOneAgentAtATime() throws StateException, IOException {
    try (StateFolder open = StateFolder.open(folder)) {
      assertEquals(1, open.epochs().next());
      StateException e = assertThrows(StateException.class, () -> StateFolder.open(folder));
      assertEquals(
          folder + ": another sealpost-device is using this state folder; stop it first",
          e.getMessage());
    }
    StateFolder.open(folder).close();
  }

  @Test
  void saysWhyItCannotBeUsed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path state : new Path[] {file, file.resolve("below")}) {
      StateException e = assertThrows(StateException.class, () -> StateFolder.open(state));
      assertTrue(
          String.valueOf(e.getMessage()).startsWith(state + ": cannot be used as state folder: "),
          e.getMessage());
    }
  }
}
