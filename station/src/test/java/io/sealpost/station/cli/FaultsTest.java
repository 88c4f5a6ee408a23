package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of the site: one line and one exit code, whichever command meets them. */
class FaultsTest {
  private static final String WATCH = "watch --seconds 1";
  private static final String SET = "set rpi-07 temperature --every 10s";
  private static final String DEVICES = "devices";

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder, new FakeDevice("rpi-07", Format.COSE_1, cli.time));
  }

  @ParameterizedTest
  @ValueSource(strings = {WATCH, SET, DEVICES})
  void aWrongConfiguration(String command) throws IOException {
    configure("url = \"mqtts://broker\"\nkeep-alive = \"forever\"\n");

    assertFault(78, "station.toml: [broker] keep-alive: \"forever\" must be a number", command);
  }

  @ParameterizedTest
  @ValueSource(strings = {WATCH, SET, DEVICES})
  void noConfiguration(String command) throws IOException {
    Files.delete(folder.resolve("station.toml"));

    assertFault(78, "station.toml: there is no such file", command);
  }

  @ParameterizedTest
  @ValueSource(strings = {WATCH, SET, DEVICES})
  void aPasswordFileThatIsMissing(String command) throws IOException {
    configure("url = \"mqtts://broker\"\nusername = \"u\"\npassword-file = \"password\"\n");

    assertFault(77, folder.resolve("password").toString(), command);
  }

  @ParameterizedTest
  @ValueSource(strings = {WATCH, SET, DEVICES, "key list", "key new other"})
  void aKeyRingOpenToOthers(String command) throws IOException {
    Path keys = folder.resolve("keys");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertFault(77, "chmod 700 " + keys, command);
  }

  @ParameterizedTest
  @ValueSource(strings = {WATCH, SET, DEVICES, "key list"})
  void aKeyOpenToOthers(String command) throws IOException {
    Path key = folder.resolve("keys/rpi-07.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertFault(77, "chmod 600 " + key, command);
  }

  @ParameterizedTest
  @ValueSource(strings = {WATCH, SET, DEVICES, "key list"})
  void aKeyThatIsNone(String command) throws IOException {
    Path key = folder.resolve("keys/rpi-07.key");
    Files.writeString(key, "format = \"cose\"\nkey = \"secretive\"\n");

    Cli.Result result = assertFault(77, key + ": key: must be 64 hexadecimal digits", command);
    assertEquals(-1, result.err().indexOf("secretive"));
  }

  @ParameterizedTest
  @ValueSource(strings = {WATCH, SET, DEVICES})
  void aStateFolderThatCannotBe(String command) throws IOException {
    Files.writeString(folder.resolve("state"), "a file");

    assertFault(70, "the station cannot keep its state here", command);
  }

  @Test
  void anEmptyRingHasNothingToWatch() throws IOException {
    Files.delete(folder.resolve("keys/rpi-07.key"));

    assertFault(64, "sealpost key list", WATCH);
  }

  @Test
  void aFaultOfTheProgramItselfIsToldAsOne() {
    cli.broker.device(
        message -> {
          throw new IllegalStateException("a bug");
        });
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);
    cli.broker.retain(
        device.topic("hello"),
        device.hello(
            0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, cli.time.now().wall())));

    Cli.Result result = run(SET);

    assertEquals(70, result.exitCode());
    assertTrue(
        result
            .err()
            .startsWith(
                "sealpost set: internal error, please report it: "
                    + "java.lang.IllegalStateException: a bug\n"),
        result.err());
  }

  private Cli.Result assertFault(int exitCode, String words, String command) {
    Cli.Result result = run(command);

    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains(words), result.err());
    return result;
  }

  private Cli.Result run(String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.add("--site=" + folder);
    return cli.run(arguments.toArray(new String[0]));
  }

  private void configure(String broker) throws IOException {
    Files.writeString(folder.resolve("station.toml"), "[broker]\n" + broker);
  }
}
