package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent's process says to a configuration that it cannot obey. */
final class ConfigurationIT {
  private static final String VALID =
      """
      [device]
      id = "rpi-07"
      state = "state"
      [broker]
      url = "mqtts://localhost:8883"
      keep-alive = "60s"
      [seal]
      format = "cose"
      key-file = "psk"
      [limits]
      min-interval = "1s"
      [[sensor]]
      type = "simulated-temperature"
      stream = "temperature"
      interval = "10s"
      """;

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void writeValidConfiguration() throws IOException {
    config = folder.resolve("device.toml");
    Files.writeString(config, VALID);
    Site.secret(folder.resolve("psk"), "5e".repeat(32));
  }

  @Test
  void validConfigurationIsAccepted() {
    Child.Finished check = agent("--check");
    assertEquals(0, check.code(), check.err());
    assertEquals("", check.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id = \"rpi-07\"                 | id = \"RPI 7\"               | device.id",
        "id = \"rpi-07\"                 | idd = \"rpi-07\"             | did you mean id",
        "url = \"mqtts://localhost:8883\" | url = \"mqtt://localhost\"  | allow-plaintext",
        "url = \"mqtts://localhost:8883\" | url = \"http://localhost\"  | broker.url",
        "keep-alive = \"60s\"            | keep-alive = \"1s\"          | broker.keep-alive",
        "keep-alive = \"60s\"            | keep-alive = 60              | broker.keep-alive",
        "format = \"cose\"               | format = \"rot13\"           | seal.format",
        "min-interval = \"1s\"           | min-interval = \"1ms\"       | limits.min-interval",
        "type = \"simulated-temperature\" | type = \"thermometer\"      | simulated-temperature",
        "stream = \"temperature\"        | stream = \"control\"         | stream",
        "interval = \"10s\"              | interval = \"10\"            | interval",
        "[seal]                          | [seel]                       | did you mean seal",
        "[seal]                          | [seal                        | device.toml",
      })
  void mistakeIsOneLineAndExitCode78(String right, String wrong, String expected)
      throws IOException {
    Files.writeString(config, VALID.replace(right.strip(), wrong.strip()));
    Child.Finished run = agent();
    assertEquals(78, run.code(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith(config.toString()), run.err());
    assertTrue(run.err().contains(expected), run.err());
    assertEquals("", run.text());
  }

  @Test
  void missingFileIsOneLineAndExitCode78() throws IOException {
    Files.delete(config);
    Child.Finished run = agent();
    assertEquals(78, run.code(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(config.toString()), run.err());
  }

  @Test
  void keyThatOthersCanReadIsExitCode77AndNotRepeated() throws IOException {
    Path key = folder.resolve("psk");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Child.Finished run = agent();
    assertEquals(77, run.code(), run.err());
    assertTrue(run.err().contains("chmod 600 " + key), run.err());
    assertFalse((run.err() + run.text()).contains("5e5e"), "the key is repeated");
  }

  @Test
  void unknownCommandIsExitCode64() {
    Child.Finished run = Child.run("agent", Programs.AGENT.command("walk"), new byte[0]);
    assertEquals(64, run.code(), run.err());
  }

  private Child.Finished agent(String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", "--config", config.toString()));
    arguments.addAll(List.of(more));
    String[] all = arguments.toArray(String[]::new);
    return Child.run("agent", Programs.AGENT.command(all), new byte[0]);
  }
}
