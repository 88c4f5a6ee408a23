package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
  private static final Path FILE = Path.of("/no/such/file");

  @TempDir private Path folder = Path.of("");

  @Test
  void readingSaysWhatToDo() {
    assertEquals(
        "there is no such file; check the name",
        FileFault.reading(FILE, new NoSuchFileException("/no/such/file")));
    assertEquals(
        "this user may not read it; run as its owner, or give it to this user with chown",
        FileFault.reading(FILE, new AccessDeniedException("/no/such/file")));
    assertEquals(
        "is a directory, must be a file; name the file",
        FileFault.reading(folder, new IOException("Is a directory")));
    assertEquals(
        "cannot be read: Input/output error",
        FileFault.reading(FILE, new IOException("Input/output error")));
  }

  @Test
  void aReasonIsNeitherAClassNorTheNameAgain() {
    assertEquals(
        "File name too long",
        FileFault.reason(new FileSystemException("/a", null, "File name too long")));
    assertEquals("it is not there", FileFault.reason(new NoSuchFileException("/a")));
    assertEquals(
        "a file of that name is in the way",
        FileFault.reason(new FileAlreadyExistsException("/a")));
    assertEquals(
        "a file of that name is in the way", FileFault.reason(new NotDirectoryException("/a")));
    assertEquals(
        "access denied; check the owner and the mode",
        FileFault.reason(new AccessDeniedException("/a")));
    assertEquals("the system gave no reason", FileFault.reason(new IOException()));
  }
}
