package io.sealpost.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.ConfigFiles;
import io.sealpost.device.config.PresenceFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends at once; see MainIT for what runs. */
class MainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode run(String... arguments) {
    return new Main(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), new StopSignal())
        .run(arguments);
  }

  private String config(String text) {
    return ConfigFiles.write(folder, text).toString();
  }

  @Test
  void helpsOnStandardOutput() {
    assertEquals(ExitCode.STOPPED, run("--help"));
    assertTrue(out.toString(UTF_8).startsWith("Usage: sealpost-device run "), out::toString);
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void tellsItsVersion() {
    assertEquals(ExitCode.STOPPED, run("--version"));
    assertTrue(out.toString(UTF_8).matches("sealpost \\d+\\.\\d+\\.\\d+.*\n"), out::toString);
  }

  @Test
  void saysOnStandardErrorHowItIsUsed() {
    assertEquals(ExitCode.USAGE, run("bogus"));
    assertTrue(err.toString(UTF_8).startsWith("sealpost-device: \"bogus\" must be run"));
    assertEquals("", out.toString(UTF_8));
    assertEquals(64, ExitCode.USAGE.code());
  }

  @Test
  void repeatsAWrongArgumentOnOneLine() {
    assertEquals(ExitCode.USAGE, run("bo\n\u001b[2Jgus"));
    assertTrue(err.toString(UTF_8).startsWith("sealpost-device: \"bo\\n\\u001b[2Jgus\" must"));
  }

  @Test
  void saysThatAConfigurationIsValid() {
    String file = config(ConfigFiles.FULL);
    assertEquals(ExitCode.STOPPED, run("run", "--check", "--config", file));
    assertEquals(file + ": valid\n", out.toString(UTF_8));
  }

  @Test
  void saysThatAConfigurationOfPresenceIsValidWithoutItsSecrets() {
    String file = config(PresenceFiles.FULL);
    assertEquals(ExitCode.STOPPED, run("run", "--check", "--config", file));
    assertEquals(file + ": valid\n", out.toString(UTF_8));
  }

  @Test
  void tellsHowToGetTheKeyOfAPhone() {
    assertEquals(ExitCode.STOPPED, run("irk"));
    assertTrue(
        out.toString(UTF_8).contains("sealpost-device irk --key /etc/sealpost/frank.irk --check"));
  }

  @Test
  void saysThatNoSuchDeviceGaveItsKey() {
    String[] line = {"irk", "--address", "02:00:00:00:00:01", "--check", "70:81:94:0D:FB:AA"};
    assertEquals(ExitCode.PERMISSION, run(line));
    assertTrue(err.toString(UTF_8).startsWith("02:00:00:00:00:01: "), err::toString);
    assertEquals(1, err.toString(UTF_8).lines().count());
  }

  @Test
  void saysInOneLineWhatIsWrongWithAConfiguration() {
    String file = config(ConfigFiles.FULL.replace("\"250ms\"", "\"250\""));
    for (String[] arguments :
        new String[][] {
          {"run", "--check", "--config", file},
          {"run", "--config", file},
          {"sensors", "--config", file}
        }) {
      err.reset();
      assertEquals(ExitCode.CONFIGURATION, run(arguments));
      assertTrue(err.toString(UTF_8).contains("sensor[4].interval: \"250\""), err::toString);
      assertEquals(1, err.toString(UTF_8).lines().count());
    }
    assertEquals(78, ExitCode.CONFIGURATION.code());
  }

  @Test
  void listsEveryStreamWithItsSourceAndWhetherItIsReal() {
    assertEquals(ExitCode.STOPPED, run("sensors", "--config", config(ConfigFiles.FULL)));
    String list = out.toString(UTF_8);
    assertEquals(8, list.lines().count(), list);
    assertTrue(
        list.contains(
            "soc                  real      thermal zone cpu-thermal (offset -0.4, median of 3),"
                + " every 10s"),
        list);
    assertTrue(list.contains("air                  real      channel temp0 of IIO device bme280,"));
    assertTrue(list.contains("room                 real      TMP102 0x49 on I2C bus 3, every 250"));
    assertTrue(list.contains("devices              SIMULATED simulated presence"), list);
    assertTrue(list.contains("made-up              SIMULATED simulated thermometer"), list);
    assertTrue(list.contains("nobody               SIMULATED simulated presence"), list);
  }

  @Test
  void scansThisMachineWithoutAConfiguration() {
    assertEquals(ExitCode.STOPPED, run("scan"));
    String scan = out.toString(UTF_8);
    for (String title :
        new String[] {
          "Thermal zones",
          "Monitoring chips",
          "Industrial I/O",
          "1-Wire",
          "I2C",
          "Bluetooth",
          "Network"
        }) {
      assertTrue(scan.contains("\n## " + title), scan);
    }
    assertEquals("", err.toString(UTF_8));
  }
}
