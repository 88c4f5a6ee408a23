package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.CommandLine.UsageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static final Path FILE = Path.of("some/device.toml");

  private static Invocation parse(String line) throws UsageException {
    return CommandLine.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void runsWithTheNamedOrTheUsualConfiguration() throws UsageException {
    assertEquals(new Invocation.Run(FILE), parse("run --config some/device.toml"));
    assertEquals(new Invocation.Run(Path.of("/etc/sealpost/device.toml")), parse("run"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run --check --config some/device.toml", "run --config some/device.toml --check"})
  void checksInEitherOrder(String line) throws UsageException {
    assertEquals(new Invocation.Check(FILE), parse(line));
  }

  @Test
  void triesTheBrokerIfItIsTold() throws UsageException {
    assertEquals(new Invocation.Connect(FILE), parse("run --check --connect --config " + FILE));
    assertEquals(
        new Invocation.Connect(FILE), parse("run --connect --config " + FILE + " --check"));
  }

  @Test
  void listsSensors() throws UsageException {
    assertEquals(new Invocation.Sensors(FILE), parse("sensors --config some/device.toml"));
  }

  @Test
  void scansWithoutAConfiguration() throws UsageException {
    assertEquals(new Invocation.Scan(false), parse("scan"));
    assertEquals(new Invocation.Scan(true), parse("scan --ask"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "scan --help",
        "run --help",
        "sensors -h",
        "run --config x --help"
      })
  void helps(String line) throws UsageException {
    assertEquals(new Invocation.Help(), parse(line));
  }

  @Test
  void tellsItsVersion() throws UsageException {
    assertEquals(new Invocation.Version(), parse("--version"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|\"\" must be run, sensors, scan, irk, --help or --version",
        "start|\"start\" must be run, sensors, scan, irk, --help or --version",
        "--config x run|\"--config\" must be run",
        "run --cfg x|\"--cfg\" must be --config FILE, --check, --connect or --help",
        "run x|\"x\" must be --config FILE",
        "run --config|--config must be followed by a file",
        "sensors --check|--check goes with run",
        "run --connect|--connect goes with run --check",
        "sensors --connect|--connect goes with run --check",
        "scan --config x|scan takes --ask or --help"
      })
  void saysWhatItDoesNotUnderstand(String line, String says) {
    UsageException e = assertThrows(UsageException.class, () -> parse(line));
    assertTrue(String.valueOf(e.getMessage()).startsWith(says), e.getMessage());
  }

  @Test
  void refusesAFileNameThatCannotBeOne() {
    UsageException e =
        assertThrows(UsageException.class, () -> CommandLine.parse("run", "--config", "a\0b"));
    assertTrue(String.valueOf(e.getMessage()).contains("must be a file"), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void explainsEveryExitCode(ExitCode exit) {
    String line = "%d  %s".formatted(exit.code(), exit.meaning());
    assertTrue(CommandLine.help().contains(line), CommandLine.help());
  }
}
