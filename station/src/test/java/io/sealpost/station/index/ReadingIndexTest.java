package io.sealpost.station.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingIndexTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"index.db", "with blank.db", "what?mode=ro.db", "50%.db", "#1.db"})
  void theFileIsMadeWithItsFolderForItsOwnerOnly(String name) throws Exception {
    Path file = folder.resolve("deep/state").resolve(name);

    ReadingIndex.open(file).close();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("deep/state"))));
    try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void anIndexThatAnotherUsesIsRefused() throws StationException {
    Path file = folder.resolve("index.db");
    try (ReadingIndex first = ReadingIndex.open(file)) {
      assertFault(file, "another \"sealpost watch\" uses this index; end it, or name another");
      first.commit();
    }
    ReadingIndex.open(file).close();
  }

  @Test
  void aFileThatIsNoDatabaseIsToldWithWhatToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("index.db"), "x".repeat(5000));

    assertFault(file, "the index is damaged; move it away together with index.db-wal");
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 4096 + 5, 2 * 4096})
  void aFileThatWasOverwrittenInTheMiddleIsTold(int offset) throws Exception {
    Path file = folder.resolve("index.db");
    ReadingIndex.open(file).close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rubbish =
          ByteBuffer.wrap("rubbish".repeat(100).getBytes(StandardCharsets.US_ASCII));
      channel.write(rubbish, offset);
    }

    assertFault(file, "the index is damaged");
  }

  @Test
  void aFileThatWasCutIsTold() throws Exception {
    Path file = folder.resolve("index.db");
    ReadingIndex.open(file).close();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }

    assertFault(file, "the index is damaged");
  }

  @Test
  void anEmptyFileIsANewIndex() throws Exception {
    Path file = Files.createFile(folder.resolve("index.db"));

    ReadingIndex.open(file).close();

    assertEquals(1, SqliteFile.number(file, "PRAGMA user_version"));
  }

  @Test
  void aNewerVersionIsRefusedAndLeftAsItIs() throws StationException, SQLException {
    Path file = folder.resolve("index.db");
    ReadingIndex.open(file).close();
    SqliteFile.change(file, "PRAGMA user_version = 2");

    assertFault(file, "version 2 of the index, this program knows up to 1; use a newer sealpost");
    assertEquals(2, SqliteFile.number(file, "PRAGMA user_version"));
  }

  @Test
  void theDatabaseOfAnotherProgramIsRefusedAndLeftAsItIs() throws SQLException {
    Path file = folder.resolve("index.db");
    SqliteFile.change(file, "CREATE TABLE cookies (name TEXT)");

    assertFault(file, "this is a database of another program; name another folder with --state");
    assertEquals(1, SqliteFile.number(file, "SELECT count(*) FROM sqlite_schema"));
  }

  @Test
  void aFolderInPlaceOfTheFileIsTold() throws IOException {
    Path file = Files.createDirectory(folder.resolve("index.db"));

    assertFault(file, "the index cannot be written; check owner and mode");
  }

  @Test
  void aFileInPlaceOfTheFolderIsTold() throws IOException {
    Path file = Files.createFile(folder.resolve("state")).resolve("index.db");

    assertFault(file, "the index cannot be made");
  }

  private static void assertFault(Path file, String what) {
    StationException fault =
        assertThrows(StationException.class, () -> ReadingIndex.open(file).close());
    String message = String.valueOf(fault.getMessage());

    assertEquals(ExitCode.STATE, fault.exitCode(), message);
    assertTrue(message.startsWith(file + ": " + what), message);
    assertEquals(1, message.lines().count(), message);
  }
}
