package io.sealpost.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.ConfigFiles;
import io.sealpost.device.state.StateFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as the operating system sees it: started, killed, and its exit code. */
@Timeout(120)
class MainIT {
  private static final String KEY = "5a".repeat(32);

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();
  private Path config = Path.of("");

  @BeforeEach
  void writeSite() throws IOException {
    // A port that is known to be closed: nobody answers, which the agent must bear.
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    secret("psk", KEY, "rw-------");
    config =
        ConfigFiles.write(
            folder,
            """
            [device]
            id = "rpi-07"
            state = "state"
            [broker]
            url = "mqtts://127.0.0.1:%d"
            [seal]
            key-file = "psk"
            [[sensor]]
            type = "simulated-temperature"
            stream = "temperature"
            interval = "100ms"
            """
                .formatted(port));
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  private void secret(String name, String text, String permissions) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    Files.writeString(file, text);
  }

  private Process start(String... arguments) throws IOException {
    return startOn(System.getProperty("java.class.path"), arguments);
  }

  private Process startOn(String classPath, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "io.sealpost.device.Main"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  private Process run() throws IOException {
    return start("run", "--config", config.toString());
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** Reads until a line says something, and returns all lines until then. */
  private static String await(BufferedReader reader, String says) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(says)) {
        return seen.toString();
      }
    }
    throw new AssertionError("ended without saying \"" + says + "\": " + seen);
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private static void assertEnds(Process process, int exit, String says)
      throws IOException, InterruptedException {
    String output = output(process);
    assertEquals(exit, process.waitFor(), output);
    assertTrue(output.contains(says), output);
    assertFalse(output.contains("\tat "), output);
    assertFalse(output.contains("cut off"), output);
    assertFalse(output.contains(KEY), output);
  }

  @Test
  void stopsInOrderAndInTimeOnSigterm() throws IOException, InterruptedException {
    Process process = run();
    BufferedReader reader = reader(process);
    String started = await(reader, "stream temperature: SIMULATED, simulated thermometer");
    assertTrue(started.contains("device rpi-07, epoch 1, boot "), started);
    await(reader, "127.0.0.1");
    long asked = System.nanoTime();
    // By its handle: Process.destroy would close the stream that the last words come by.
    assertTrue(process.toHandle().destroy());
    String last = await(reader, "stopped");
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    long millis = Duration.ofNanos(System.nanoTime() - asked).toMillis();
    assertEquals(0, process.exitValue(), last);
    assertTrue(millis < 2000, "took " + millis + " ms");
    assertTrue(Files.readString(folder.resolve("state/epoch")).contains("epoch 1\n"));
    assertTrue(Files.exists(folder.resolve("state/sequences")));
  }

  @Test
  void stopsInOrderOnSigtermWhileItStarts() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Process process = start("run", "--config", pipe.toString());
    // The other end opens once the agent begins to read its configuration, and not before.
    CompletableFuture<OutputStream> opening =
        CompletableFuture.supplyAsync(() -> openForWriting(pipe));
    try (OutputStream held = opening.get(60, TimeUnit.SECONDS)) {
      assertTrue(process.toHandle().destroy());
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      held.flush();
    }
    assertEquals(0, process.exitValue(), output(process));
  }

  private static OutputStream openForWriting(Path pipe) {
    try {
      return Files.newOutputStream(pipe, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void endsWith70OnAnyFaultOfTheProgram() throws IOException, InterruptedException {
    Path broken = Files.createDirectories(folder.resolve("io/sealpost/device"));
    Files.writeString(broken.resolve("build.properties"), "time=never\n");
    String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
    Process process = startOn(classPath, "--version");
    String output = output(process);
    assertEquals(70, process.waitFor(), output);
    assertTrue(output.contains("thread main failed; this is a fault of the program"), output);
  }

  @Test
  void countsAnEpochForEveryStart() throws IOException, InterruptedException {
    for (int epoch = 1; epoch <= 2; epoch++) {
      Process process = run();
      await(reader(process), "epoch " + epoch + ", boot ");
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void losesNothingThatWasDurableWhenItIsKilled() throws IOException, InterruptedException {
    Files.writeString(
        config,
        Files.readString(config) + "[journal]\ndurability = \"each\"\n[log]\nlevel = \"debug\"\n");
    Process killed = run();
    await(reader(killed), "journal readings: durable temperature 1/7");
    killed.destroyForcibly().waitFor();
    Process next = run();
    BufferedReader reader = reader(next);
    await(reader, "journal readings: durable temperature 2/0");
    assertTrue(next.toHandle().destroy());
    String last = await(reader, "stopped");
    Matcher kept = Pattern.compile("(\\d+) messages .* sent after the next start").matcher(last);
    assertTrue(kept.find(), last);
    assertTrue(Integer.parseInt(kept.group(1)) >= 9, last);
  }

  @Test
  void saysWhatItDoesUntilTheClockIsSynchronised() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path says = Files.writeString(folder.resolve("says"), "no");
    Path fake = bin.resolve("timedatectl");
    Files.writeString(fake, "#!/bin/sh\ncat " + says + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    Process process = runWithPath(bin + ":" + System.getenv("PATH"));
    BufferedReader reader = reader(process);
    String line = await(reader, "clock not synchronised since ");
    assertTrue(line.contains("dated later; certificates are judged at 20"), line);
    Files.writeString(says, "yes");
    await(reader, "the clock is synchronised: it is ");
    assertTrue(process.toHandle().destroy());
    await(reader, "stopped");
    assertTrue(Files.readString(folder.resolve("state/clock")).contains("good "));
    assertTrue(Files.readString(folder.resolve("state/boots")).contains("at."));
  }

  private Process runWithPath(String path) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.sealpost.device.Main",
            "run",
            "--config",
            config.toString());
    builder.environment().put("PATH", path);
    Process process = builder.redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  @Test
  void doesNotStartTwiceOnOneState() throws IOException, InterruptedException {
    Process first = run();
    await(reader(first), "stream temperature");
    assertEnds(run(), 74, "another sealpost-device is using this state folder");
    assertTrue(first.isAlive());
  }

  @Test
  void endsWith64OnAWrongCommandLine() throws IOException, InterruptedException {
    assertEnds(start("run", "--bogus"), 64, "\"--bogus\" must be --config FILE");
  }

  @Test
  void endsWith78OnAWrongConfiguration() throws IOException, InterruptedException {
    Files.writeString(config, Files.readString(config).replace("100ms", "10ms"));
    assertEnds(run(), 78, "line 11: sensor[1].interval: \"10ms\" must be 100ms to 24h");
  }

  @Test
  void endsWith78OnAnAuthorityThatIsNone() throws IOException, InterruptedException {
    Files.writeString(
        config, Files.readString(config).replace("[broker]", "[broker]\nca-file = \"ca.pem\""));
    assertEnds(run(), 78, "ca.pem");
    assertFalse(Files.exists(folder.resolve("state/epoch")), "no epoch is spent on it");
  }

  @Test
  void endsWith77OnAKeyThatOthersMayRead() throws IOException, InterruptedException {
    secret("psk", KEY, "rw-r-----");
    assertEnds(run(), 77, "chmod 600 " + folder.resolve("psk"));
  }

  @Test
  void endsWith77WithoutAKeyOrPassword() throws IOException, InterruptedException {
    Files.delete(folder.resolve("psk"));
    assertEnds(run(), 77, "key file " + folder.resolve("psk") + ": there is none");
    secret("psk", KEY, "rw-------");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("[broker]", "[broker]\nusername = \"u\"\npassword-file = \"pw\""));
    assertEnds(run(), 77, "password file " + folder.resolve("pw") + ": there is none");
  }

  @Test
  void endsWith77OnAPreSharedKeyOfTheBrokerThatOthersMayRead()
      throws IOException, InterruptedException {
    secret("broker.psk", KEY, "rw-r-----");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("[broker]", "[broker]\npsk-identity = \"u\"\npsk-file = \"broker.psk\""));
    assertEnds(run(), 77, "chmod 600 " + folder.resolve("broker.psk"));
    secret("broker.psk", "none", "rw-------");
    assertEnds(run(), 77, "must be an even number of hexadecimal digits, 32 to 128");
    assertFalse(Files.exists(folder.resolve("state/epoch")), "no epoch is spent on it");
  }

  @Test
  void endsWith77OnAPrivateKeyThatOthersMayRead() throws IOException, InterruptedException {
    secret("rpi-07.key", KEY, "rw-r--r--");
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "[broker]",
                "[broker]\ncertificate-file = \"c\"\ncertificate-key-file = \"rpi-07.key\""));
    assertEnds(run(), 77, "chmod 600 " + folder.resolve("rpi-07.key"));
  }

  @Test
  void endsWith74WhenTheJournalCannotBeUsed() throws Exception {
    try (StateFolder state = StateFolder.open(folder.resolve("state"))) {
      state.epochs().next();
    }
    Files.createDirectories(folder.resolve("state/journal"));
    Files.createFile(folder.resolve("state/journal/readings"));
    assertEnds(run(), 74, folder.resolve("state/journal/readings").toString());
  }

  @Test
  void endsWith74WhenTheEpochIsDamaged() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/epoch"), "41\n");
    assertEnds(run(), 74, "epoch: damaged");
    assertEquals("41\n", Files.readString(folder.resolve("state/epoch")));
  }

  @Test
  void saysOnOneLineThatTheStateFolderCannotBeUsed() throws IOException, InterruptedException {
    Files.createFile(folder.resolve("in"));
    Files.writeString(
        config,
        Files.readString(config).replace("state = \"state\"", "state = \"in/the\\u202eway\""));
    assertEnds(run(), 74, "in/the\\u202eway: cannot be used as state folder");
  }

  @Test
  void endsWith74WhenTheEpochCannotBeMadeDurable() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("state/epoch.tmp/in-the-way"));
    assertEnds(run(), 74, "epoch: cannot be made durable");
  }
}
