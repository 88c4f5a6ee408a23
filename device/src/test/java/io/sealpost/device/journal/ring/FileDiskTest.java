package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
  private final Path temp;
  private final Path folder;
  private final Disk disk;

  FileDiskTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    this.folder = temp.resolve("state").resolve("journal");
    this.disk = FileDisk.in(folder);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void makesAFolderForThisUserOnlyAndThoseAbove() throws IOException {
    assertEquals("rwx------", mode(folder));
    assertEquals(List.of(), disk.list());
  }

  @Test
  void opensAFolderThatExistsAsItIs() throws IOException {
    disk.create("a", 10);
    assertEquals(List.of("a"), FileDisk.in(folder).list());
  }

  @Test
  void opensNoFolderWhereAFileIs() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertThrows(FileAlreadyExistsException.class, () -> FileDisk.in(file));
    assertThrows(IOException.class, () -> FileDisk.in(file.resolve("below")));
  }

  @Test
  void makesFilesOfZerosInFullLengthForThisUserOnly() throws IOException {
    int size = (128 << 10) + 1;
    disk.create("a", size);
    assertEquals("rw-------", mode(folder.resolve("a")));
    assertArrayEquals(new byte[size], Files.readAllBytes(folder.resolve("a")));
    try (Disk.File file = disk.openToRead("a")) {
      assertEquals(size, file.size());
    }
  }

  @Test
  void leavesAFileAloneThatIsThereAlready() throws IOException {
    Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
    assertThrows(FileAlreadyExistsException.class, () -> disk.create("a", 10));
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(folder.resolve("a")));
  }

  @Test
  void makesNothingInAFolderThatIsGone() throws IOException {
    Files.delete(folder);
    assertThrows(NoSuchFileException.class, () -> disk.create("a", 10));
    assertThrows(NoSuchFileException.class, () -> disk.list());
    assertThrows(IOException.class, () -> disk.syncFolder());
    assertThrows(IOException.class, () -> disk.usable());
  }

  @Test
  void overwritesAPartOfAFile() throws IOException {
    disk.create("a", 8);
    try (Disk.File file = disk.openToWrite("a")) {
      file.write(2, new byte[] {1, 2, 3});
      file.write(4, new byte[] {9});
      file.force();
      assertEquals(8, file.size());
    }
    assertArrayEquals(new byte[] {0, 0, 1, 2, 9, 0, 0, 0}, Files.readAllBytes(folder.resolve("a")));
  }

  @Test
  void readsAPartOfAFileIntoAPartOfAnArray() throws IOException {
    Files.write(folder.resolve("a"), new byte[] {10, 11, 12, 13, 14});
    byte[] into = new byte[6];
    try (Disk.File file = disk.openToRead("a")) {
      file.read(1, into, 2, 3);
    }
    assertArrayEquals(new byte[] {0, 0, 11, 12, 13, 0}, into);
  }

  @Test
  void readsWhatItHasJustWritten() throws IOException {
    disk.create("a", 4);
    try (Disk.File file = disk.openToWrite("a")) {
      file.write(0, new byte[] {1, 2, 3, 4});
      byte[] into = new byte[4];
      file.read(0, into, 0, 4);
      assertArrayEquals(new byte[] {1, 2, 3, 4}, into);
    }
  }

  @Test
  void readsToTheLastByteAndNotBeyond() throws IOException {
    Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
    try (Disk.File file = disk.openToRead("a")) {
      file.read(0, new byte[3], 0, 3);
      file.read(3, new byte[1], 0, 0);
      assertThrows(EOFException.class, () -> file.read(0, new byte[4], 0, 4));
      assertThrows(EOFException.class, () -> file.read(3, new byte[1], 0, 1));
    }
  }

  @Test
  void opensOnlyWhatIsThere() {
    assertThrows(NoSuchFileException.class, () -> disk.openToRead("a"));
    assertThrows(NoSuchFileException.class, () -> disk.openToWrite("a"));
    assertThrows(NoSuchFileException.class, () -> disk.rename("a", "b"));
    assertThrows(NoSuchFileException.class, () -> disk.delete("a"));
  }

  @Test
  void renamesAndDeletes() throws IOException {
    Files.write(folder.resolve("a"), new byte[] {1});
    disk.create("c", 1);
    disk.rename("a", "b");
    disk.syncFolder();
    assertEquals(Set.of("b", "c"), Set.copyOf(disk.list()));
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(folder.resolve("b")));
    disk.delete("b");
    assertEquals(List.of("c"), disk.list());
  }

  @Test
  void tellsTheRoomOfTheFileSystem() throws IOException {
    assertEquals(Files.getFileStore(folder).getTotalSpace(), disk.total());
    assertTrue(disk.usable() > 0);
    assertTrue(disk.usable() < disk.total());
  }
}
