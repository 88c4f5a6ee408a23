package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.testing.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PskFileTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();

  @Test
  void aKeyThatOthersCanReadIsUsedWithAWarning() throws IOException {
    Path psk = write("ab".repeat(32));
    Files.setPosixFilePermissions(psk, PosixFilePermissions.fromString("rw-r--r--"));

    Cli.Result result = seal(psk.toString());

    assertEquals(0, result.exitCode());
    assertTrue(result.err().contains("chmod 600 " + psk), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abcd", "zz"})
  void whatIsNoKeyIsAFaultOfTheSecretAndIsNotQuoted(String start) throws IOException {
    Path psk = write(start.isEmpty() ? "" : start + "q".repeat(62));

    Cli.Result result = seal(psk.toString());

    assertEquals(77, result.exitCode());
    assertTrue(result.err().contains(psk + ": not a key"), result.err());
    assertFalse(result.err().contains("qqq"), result.err());
  }

  @Test
  void aMissingFileIsNamed() {
    String missing = folder.resolve("missing").toString();

    assertFault(77, missing, missing + ": there is no such file; check the name");
  }

  @Test
  void aFolderIsToldFromAFile() {
    assertFault(77, folder.toString(), folder + ": is a directory, must be a file; name the file");
  }

  @Test
  void aFileInsideAFileIsTold() throws IOException {
    String inside = write("").resolve("psk").toString();

    assertFault(77, inside, inside + ": cannot be read: Not a directory");
  }

  @Test
  void anEmptyNameIsAUsageFault() {
    assertFault(64, "", "--psk-file is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF",
        "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4="
      })
  void aKeyInPlaceOfAFileNameIsNotRepeated(String key) {
    Cli.Result result = assertFault(64, key, "expects the name of the file that holds the key");

    assertFalse(result.err().contains(key.substring(0, 8)), result.err());
  }

  private Cli.Result assertFault(int exitCode, String name, String words) {
    Cli.Result result = seal(name);

    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains(words), result.err());
    assertFalse(result.err().contains("java"), result.err());
    assertFalse(result.err().contains("Exception"), result.err());
    return result;
  }

  private Cli.Result seal(String pskFile) {
    return cli.run(
        new byte[] {1},
        "seal",
        "--psk-file=" + pskFile,
        "--device=d",
        "--stream=s",
        "--direction=up",
        "--epoch=1",
        "--sequence=1");
  }

  private Path write(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("psk"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
