package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.CommandLine.UsageException;
import io.sealpost.device.irk.Request;
import io.sealpost.sensors.MacAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrkLineTest {
  private static final MacAddress PHONE = new MacAddress("88:29:9C:00:61:A9");
  private static final Optional<Path> OUT = Optional.of(Path.of("frank.irk"));

  private static Request parse(String line) throws UsageException {
    return ((Invocation.Irk) CommandLine.parse(("irk " + line).strip().split(" "))).request();
  }

  private static String refused(String line) {
    return String.valueOf(assertThrows(UsageException.class, () -> parse(line)).getMessage());
  }

  @Test
  void tellsHowItIsDoneIfNothingIsAskedFor() throws UsageException {
    assertEquals(Request.HOW, parse(""));
  }

  @Test
  void takesTheKeyFromWhereItIsSaidOrElseFromStandardInput() throws UsageException {
    assertEquals(
        new Request(Optional.of(new Request.Paired(PHONE)), OUT, Optional.empty()),
        parse("--address 88:29:9c:00:61:a9 --out frank.irk"));
    assertEquals(
        new Request(
            Optional.of(new Request.KeyFile(Path.of("a.irk"))),
            Optional.empty(),
            Optional.of(PHONE)),
        parse("--key a.irk --check 88-29-9C-00-61-A9"));
    assertEquals(
        new Request(Optional.of(new Request.StandardInput()), OUT, Optional.of(PHONE)),
        parse("--check 88:29:9C:00:61:A9 --out frank.irk"));
  }

  @Test
  void helps() throws UsageException {
    assertEquals(new Invocation.Help(), CommandLine.parse("irk", "--help"));
    assertEquals(new Invocation.Help(), CommandLine.parse("irk", "--out", "x", "-h"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--address|--address \"\" must be an address like 88:29:9C:00:61:A9",
        "--check phone|--check \"phone\" must be an address",
        "--out|--out must be followed by a file",
        "--key|--key must be followed by a file",
        "--key ec0234a357c8ad05341010a60a397d9b --check 88:29:9C:00:61:A9|--key takes a file",
        "--file x|\"--file\" must be --address ADDRESS, --key FILE, --out FILE, --check ADDRESS",
        "--key a|--key goes with --out FILE or --check ADDRESS",
        "--address 88:29:9C:00:61:A9|--address goes with --out FILE or --check ADDRESS",
        "--key a --address 88:29:9C:00:61:A9 --out b|--address and --key: give one"
      })
  void saysWhatItDoesNotUnderstand(String line, String says) {
    String message = refused(line);
    assertTrue(message.startsWith(says), message);
  }

  @Test
  void aKeyOnTheCommandLineIsRefusedAndNotRepeated() {
    String message = refused("ec0234a357c8ad05341010a60a397d9b --out frank.irk");
    assertTrue(message.contains("give it on standard input"), message);
    assertFalse(message.contains("ec0234"), message);
  }

  @Test
  void refusesAFileNameThatCannotBeOne() {
    UsageException e =
        assertThrows(UsageException.class, () -> CommandLine.parse("irk", "--out", "a\0b"));
    assertTrue(String.valueOf(e.getMessage()).contains("must be a file"), e.getMessage());
  }
}
