package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theContentIsReplacedAndNothingIsLeftBeside() throws IOException {
    Path file = folder.resolve("state");

    DurableFile.replace(file, bytes("a long first content"));
    DurableFile.replace(file, bytes("second"));

    assertEquals("second", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void onlyTheOwnerCanReadIt() throws IOException {
    Path file = folder.resolve("state");

    DurableFile.replace(file, bytes("x"));

    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
  }

  @Test
  void aFailureLeavesTheOldContent() throws IOException {
    Path file = Files.writeString(folder.resolve("state"), "old");
    Path obstacle = Files.createDirectory(folder.resolve(".state.new"));
    Files.writeString(obstacle.resolve("full"), "");

    assertThrows(IOException.class, () -> DurableFile.replace(file, bytes("new")));
    assertEquals("old", Files.readString(file));
  }

  @Test
  void aMissingFolderIsAFault() {
    assertThrows(
        NoSuchFileException.class,
        () -> DurableFile.replace(folder.resolve("no/state"), bytes("x")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
