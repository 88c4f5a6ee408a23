package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.testing.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "watch",
        "set",
        "get",
        "sample",
        "identify",
        "restart",
        "forget",
        "apply",
        "diff",
        "devices",
        "open",
        "seal",
        "key new",
        "key list"
      })
  void everyCommandExplainsItselfWithExamplesAndExitCodes(String command) {
    Cli.Result result = cli.run((command + " --help").split(" ", -1));

    assertEquals(0, result.exitCode());
    assertTrue(result.out().contains("Usage: sealpost " + command), result.out());
    assertTrue(result.out().contains("Example"), result.out());
    assertTrue(result.out().contains("  78   the configuration is wrong"), result.out());
    assertTrue(result.out().lines().allMatch(line -> line.length() <= 80), result.out());
  }

  @Test
  void theProgramListsItsCommands() {
    Cli.Result result = cli.run("--help");

    for (String command :
        new String[] {"watch", "set", "get", "apply", "diff", "devices", "open", "seal", "key"}) {
      assertTrue(result.out().contains("\n  " + command + " "), result.out());
    }
  }

  @Test
  void theProgramSaysItsVersion() {
    Cli.Result result = cli.run("--version");

    assertEquals(0, result.exitCode());
    assertTrue(result.out().startsWith("sealpost "), result.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"watch", "set", "devices", "open", "seal", "key", "key new", "key list"})
  void everyCommandSaysTheProgramsVersion(String command) {
    String version = cli.run("--version").out();

    for (String option : new String[] {" -V", " --version"}) {
      Cli.Result result = cli.run((command + option).split(" ", -1));

      assertEquals(0, result.exitCode(), result.err());
      assertEquals(version, result.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x open", "-x open --help", "--sight=d key new", "-x nothing"})
  void anUnknownOptionBeforeTheCommandIsComplainedOfFirst(String line) {
    Cli.Result result = cli.run(line.split(" ", -1));

    assertEquals(64, result.exitCode());
    assertTrue(result.err().startsWith("sealpost: Unknown option"), result.err());
    assertTrue(result.err().contains("'" + line.split(" ", -1)[0] + "'"), result.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open --psk-file psk --psk=KEY",
        "open --psk-file psk --psk KEY",
        "seal --psk-file psk KEY",
        "set KEY"
      })
  void aComplaintDoesNotRepeatAKey(String line) {
    String hex = "0a".repeat(32);
    String base64 = "Abc-".repeat(10) + "_Az=";

    for (String key : new String[] {hex, base64}) {
      Cli.Result result = cli.run(line.replace("KEY", key).split(" ", -1));

      assertEquals(64, result.exitCode());
      assertFalse(result.err().contains(key), result.err());
    }
  }

  @Test
  void aDeviceThatStartsWithAnAtSignIsNotReadFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("name"), "rpi-07");

    Cli.Result result = cli.run("set", "@" + file, "temperature", "--every=10s");

    assertEquals(64, result.exitCode(), result.err());
    assertTrue(result.err().contains("\"@" + file + "\""), result.err());
  }

  @Test
  void aFileNameThatCannotBeOneIsAUsageFaultWithoutWordsOfJava() {
    Cli.Result result = cli.run("open", "--psk-file=a\0b");

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains("no file can have this name"), result.err());
    assertFalse(result.err().contains("java"), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "key"})
  void withoutACommandNothingIsDone(String arguments) {
    Cli.Result result = arguments.isEmpty() ? cli.run() : cli.run(arguments);

    assertEquals(64, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().contains("a command is missing"), result.err());
  }

  @Test
  void aMisspeltCommandIsCorrected() {
    Cli.Result result = cli.run("wach");

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains("Did you mean: sealpost watch?"), result.err());
  }

  @Test
  void aComplaintCannotSteerTheTerminal() {
    Cli.Result result = cli.run("watch", "--\u001b[2J");

    assertEquals(64, result.exitCode());
    assertEquals(-1, result.err().indexOf('\u001b'));
    assertTrue(result.err().contains("--\\u{1b}[2J"), result.err());
  }
}
