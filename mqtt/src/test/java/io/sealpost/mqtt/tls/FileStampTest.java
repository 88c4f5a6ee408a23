package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
  @TempDir private Path folder;
  private Path file;
  private FileStamp before;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file"), "x");
    before = FileStamp.of(file);
  }

  @Test
  void fileThatDoesNotChangeKeepsItsStamp() throws IOException {
    assertEquals("x", Files.readString(file));
    assertEquals(before, FileStamp.of(file));
  }

  @Test
  void anotherFileInItsPlaceIsAChange() throws IOException {
    Path other = folder.resolve("other");
    Files.copy(file, other, StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    assertNotEquals(before, FileStamp.of(file));
  }

  @Test
  void anotherLengthIsAChange() throws IOException {
    Files.writeString(file, "xy");
    assertNotEquals(before, FileStamp.of(file));
  }

  @Test
  void linkThatLeadsElsewhereIsAChange() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertEquals(before, FileStamp.of(link));
    Files.delete(link);
    Files.createSymbolicLink(link, Files.writeString(folder.resolve("next"), "x"));
    assertNotEquals(before, FileStamp.of(link));
  }

  @Test
  void fileThatIsGoneIsAChangeAndSoIsItsReturn() throws IOException {
    Files.delete(file);
    FileStamp gone = FileStamp.of(file);
    assertNotEquals(before, gone);
    assertEquals(gone, FileStamp.of(folder.resolve("never there")));
    Files.writeString(file, "x");
    assertNotEquals(gone, FileStamp.of(file));
  }

  // the clock of a file system is too coarse to wait for a change of mode right after another one
  @Test
  void timeOfTheLastChangeOfModeIsAmongWhatIsWatched() {
    assertTrue(before.attributes().containsKey("ctime"), before.toString());
  }
}
