package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void allAreReplacedAndNothingIsLeftBeside() throws IOException {
    Files.writeString(folder.resolve("7"), "old");
    Map<Path, byte[]> contents = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      contents.put(folder.resolve(String.valueOf(i)), new byte[] {(byte) ('0' + i)});
    }

    DurableFiles.replace(contents);

    assertEquals("7", Files.readString(folder.resolve("7")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(40, files.count());
    }
  }

  @Test
  void aFaultOfOneIsToldAndNoneIsReplaced() throws IOException {
    Files.writeString(folder.resolve("good"), "old");
    Map<Path, byte[]> contents =
        Map.of(folder.resolve("good"), new byte[] {1}, folder.resolve("none/bad"), new byte[] {2});

    assertThrows(IOException.class, () -> DurableFiles.replace(contents));

    assertEquals("old", Files.readString(folder.resolve("good")));
  }
}
