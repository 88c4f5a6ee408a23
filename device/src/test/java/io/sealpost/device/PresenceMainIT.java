package io.sealpost.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.ConfigFiles;
import io.sealpost.device.config.PresenceFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What has to do with people, as the operating system sees the program. */
@Timeout(120)
class PresenceMainIT {
  private static final String KEY = "ec0234a357c8ad05341010a60a397d9b";
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  @TempDir Path folder;
  private Path config = Path.of("");

  @BeforeEach
  void writeSite() throws IOException {
    secret("psk", "5a".repeat(32), "rw-------");
    config = ConfigFiles.write(folder, PresenceFiles.FULL);
  }

  private Path secret(String name, String text, String permissions) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    return Files.writeString(file, text);
  }

  private record Ended(int code, String output) {}

  private Ended run(String classPath, String input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "io.sealpost.device.Main"));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(folder.resolve("in"), input);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(in.toFile()).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void endsWith77OnAnIrkThatIsMissingOrThatOthersMayRead()
      throws IOException, InterruptedException {
    Ended missing = run(CLASS_PATH, "", "run", "--config", config.toString());
    assertEquals(77, missing.code(), missing.output());
    assertTrue(
        missing.output().contains("identity resolving key file " + folder.resolve("frank.irk")));
    secret("frank.irk", KEY, "rw-r--r--");
    Ended open = run(CLASS_PATH, "", "run", "--config", config.toString());
    assertEquals(77, open.code(), open.output());
    assertTrue(open.output().contains("chmod 600 " + folder.resolve("frank.irk")), open.output());
    assertFalse(open.output().contains(KEY), open.output());
    assertFalse(Files.exists(folder.resolve("state/epoch")), "no epoch is spent on it");
  }

  @Test
  void writesAKeyFromStandardInputAndTriesIt() throws IOException, InterruptedException {
    String file = folder.resolve("frank.irk").toString();
    Ended written = run(CLASS_PATH, "m305CqYQEDQFrchXozQC7A==\n", "irk", "--out", file);
    assertEquals(0, written.code(), written.output());
    assertEquals(KEY + "\n", Files.readString(Path.of(file)));
    String[] right = {"irk", "--key", file, "--check", "70:81:94:0d:fb:aa"};
    assertEquals(0, run(CLASS_PATH, "", right).code());
    String[] wrong = {"irk", "--key", file, "--check", "70:81:94:0d:fb:ab"};
    Ended not = run(CLASS_PATH, "", wrong);
    assertEquals(1, not.code(), not.output());
    assertFalse((written.output() + not.output()).contains(KEY));
  }

  @Test
  void loadsNoLibraryOfAScannerThatIsNotConfigured() throws IOException, InterruptedException {
    String without =
        Arrays.stream(CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !entry.contains("dbus-java") && !entry.contains("pi4j-"))
            .collect(Collectors.joining(File.pathSeparator));
    assertTrue(without.length() < CLASS_PATH.length(), "the libraries are on the class path");
    ConfigFiles.write(
        folder,
        PresenceFiles.MINIMAL
            .replace(
                "[sensor.bluetooth]",
                """
                [sensor.neighbours]
                interface = "eth0"
                [sensor.access-point]
                interface = "wlan0"
                """)
            .replace("bluetooth = [\"88:29:9C:00:61:A9\"]", "hosts = [\"192.0.2.17\"]"));
    Ended listed = run(without, "", "sensors", "--config", config.toString());
    assertEquals(0, listed.code(), listed.output());
    assertTrue(listed.output().contains("real      presence by "), listed.output());
  }
}
