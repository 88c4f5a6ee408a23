package io.sealpost.protocol.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.files.SecretMode.Owned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretModeTest {
  private static final Owned FILE = new Owned(0, 0, 0100440);
  private static final Owned FOLDER = new Owned(0, 0, 0040550);

  @TempDir Path folder;

  private Path file(String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "x");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @CsvSource({"rw-------", "r--------", "rwx------", "---------"})
  void fileOfItsOwnerAloneIsClosed(String mode) throws IOException {
    assertEquals(Optional.empty(), SecretMode.exposed(file(mode), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "r--r-----", "rw---x---"})
  void fileOfOthersIsNot(String mode) throws IOException {
    assertEquals(Optional.of(mode), SecretMode.exposed(file(mode), Map.of()));
  }

  @Test
  void linkIsJudgedByWhereItLeads() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file("rw-r--r--"));
    assertEquals(Optional.of("rw-r--r--"), SecretMode.exposed(link, Map.of()));
  }

  @Test
  void missingFileIsNotClosed() {
    Path missing = folder.resolve("missing");
    assertThrows(NoSuchFileException.class, () -> SecretMode.exposed(missing, Map.of()));
  }

  @Test
  void writableFileIsNoCredentialWhereverItLies() throws IOException {
    Map<String, String> environment = Map.of("CREDENTIALS_DIRECTORY", folder.toString());
    assertEquals(Optional.of("rw-r-----"), SecretMode.exposed(file("rw-r-----"), environment));
  }

  @Test
  void systemdsFileAndFolderAreACredential() {
    assertTrue(SecretMode.isCredential(FILE, FOLDER));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0,    0440, somebody's own",
    "0,    1000, 0440, of a group that may have members",
    "0,    0,    0640, writable",
    "0,    0,    0460, writable by the group",
    "0,    0,    0444, readable by all",
    "0,    0,    0450, executable by the group",
    "0,    0,    04440, set-uid",
  })
  void anyOtherFileIsNone(int uid, int gid, String mode, String why) {
    Owned other = new Owned(uid, gid, 0100000 | Integer.parseInt(mode, 8));
    assertFalse(SecretMode.isCredential(other, FOLDER), why);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0,    0550, somebody's own",
    "0,    1000, 0550, of a group that may have members",
    "0,    0,    0570, writable by the group",
    "0,    0,    0555, open to all",
    "0,    0,    0551, passable by all",
  })
  void noFileOfAnyOtherFolderIsOne(int uid, int gid, String mode, String why) {
    Owned other = new Owned(uid, gid, 0040000 | Integer.parseInt(mode, 8));
    assertFalse(SecretMode.isCredential(FILE, other), why);
  }
}
