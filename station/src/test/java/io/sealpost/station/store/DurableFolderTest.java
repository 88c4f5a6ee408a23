package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFolderTest {
  @TempDir private Path folder = Path.of("");

  private final List<Path> synced = new ArrayList<>();

  @Test
  void whateverHoldsANewFolderIsSyncedAndFromTheTop() throws IOException {
    DurableFolder.make(folder.resolve("site/state/commands"), this::sync);

    assertEquals(List.of(folder, folder.resolve("site"), folder.resolve("site/state")), synced);
  }

  @Test
  void aFolderIsSyncedIntoItsHolderOnlyOnceItIsThere() throws IOException {
    Path state = folder.resolve("state");

    DurableFolder.make(state, holder -> assertTrue(Files.isDirectory(state)));

    assertTrue(Files.isDirectory(state));
  }

  @Test
  void nothingIsSyncedForAFolderThatIsThere() throws IOException {
    DurableFolder.make(folder, this::sync);

    assertEquals(List.of(), synced);
  }

  @Test
  void onlyTheOwnerGetsIn() throws IOException {
    DurableFolder.make(folder.resolve("site/state"));

    for (String made : new String[] {"site", "site/state"}) {
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))));
    }
  }

  @Test
  void aFolderWhoseHolderCannotBeSyncedIsAFault() {
    IOException broken = new IOException("Input/output error");

    assertEquals(
        broken,
        assertThrows(
            IOException.class,
            () ->
                DurableFolder.make(
                    folder.resolve("state"),
                    holder -> {
                      throw broken;
                    })));
  }

  private void sync(Path holder) {
    synced.add(holder);
  }
}
