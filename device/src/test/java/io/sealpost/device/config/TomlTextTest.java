package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlTextTest {
  @TempDir Path folder;

  private String refused(String text) {
    Path file = ConfigFiles.write(folder, text);
    return String.valueOf(
        assertThrows(ConfigException.class, () -> TomlText.read(file).parse()).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'a = 1|b = |c = 3', 2",
    "'a = 1|a = 2', 2",
    "'[t]|x = 1|[t]|y = 2', 3",
    "'a = 1|b = bare', 2",
    "'a = 1|b = 2 c = 3', 2",
    "'a = \"open|b = 1', 1",
    "'a = 1||# fine|[t', 4",
    "'nonsense', 1"
  })
  void namesTheLineThatIsNotToml(String lines, int expected) {
    String message = refused(lines.replace('|', '\n') + "\n");
    assertTrue(
        message.startsWith(
            folder.resolve("device.toml") + ": line " + expected + ": not valid TOML: "),
        message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void doesNotRepeatALineThatMayHoldASecret() {
    String message = refused("[broker]\npassword = hunter2\n");
    assertTrue(message.contains("line 2: not valid TOML: write strings"), message);
    assertFalse(message.contains("hunter2"), message);
  }

  @Test
  void saysThatAFileIsMissing() {
    Path file = folder.resolve("nothing.toml");
    String message =
        String.valueOf(assertThrows(ConfigException.class, () -> TomlText.read(file)).getMessage());
    assertEquals(file + ": no such file; name one with --config FILE", message);
  }

  @Test
  void saysThatAFolderIsNoFile() {
    String message =
        String.valueOf(
            assertThrows(ConfigException.class, () -> TomlText.read(folder)).getMessage());
    assertTrue(message.startsWith(folder + ": cannot be read: "), message);
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("latin1.toml"), new byte[] {'a', '=', (byte) 0xE4});
    String message =
        String.valueOf(assertThrows(ConfigException.class, () -> TomlText.read(file)).getMessage());
    assertEquals(file + ": is not UTF-8; save it as UTF-8", message);
  }

  @Test
  void refusesAFileThatCannotBeAConfiguration() throws IOException {
    Path file = Files.write(folder.resolve("big.toml"), new byte[256 * 1024 + 1]);
    String message =
        String.valueOf(assertThrows(ConfigException.class, () -> TomlText.read(file)).getMessage());
    assertTrue(message.contains("longer than 256 KiB"), message);
  }

  @Test
  void takesLinesThatEndAsOnWindows() throws ConfigException {
    Path file = ConfigFiles.write(folder, ConfigFiles.FULL.replace("\n", "\r\n"));
    assertEquals("rpi-07", DeviceConfigReader.read(file).id().value());
  }
}
