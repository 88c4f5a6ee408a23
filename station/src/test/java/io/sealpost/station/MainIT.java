package io.sealpost.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a process of its own. */
@Timeout(60)
class MainIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void watchEndsWithSuccessWhenTerminated() throws Exception {
    makeSiteWithoutBroker();
    Process watch = start("watch", "--site", folder.toString());
    try (BufferedReader err =
        new BufferedReader(new InputStreamReader(watch.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = err.readLine();
      assertTrue(line != null && line.startsWith("disconnected: "), line);

      watch.destroy();

      assertTrue(watch.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, watch.exitValue());
    } finally {
      watch.destroyForcibly();
    }
  }

  @Test
  void watchLeavesNothingInTheTemporaryFolderWhenTerminated() throws Exception {
    makeSiteWithoutBroker();
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    ProcessBuilder builder = builder("watch", "--site", folder.toString());
    builder.command().add(1, "-Djava.io.tmpdir=" + temporary);
    Process watch = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader err =
        new BufferedReader(new InputStreamReader(watch.getErrorStream(), StandardCharsets.UTF_8))) {
      String line = err.readLine();
      assertTrue(line != null && line.startsWith("disconnected: "), line);
      watch.destroy();
      assertTrue(watch.waitFor(20, TimeUnit.SECONDS));

      try (Stream<Path> left = Files.list(temporary)) {
        assertEquals(List.of(), left.toList());
      }
    } finally {
      watch.destroyForcibly();
    }
  }

  @Test
  void aTemporaryFolderThatCannotBeUsedIsToldInOneLine() throws Exception {
    makeSiteWithoutBroker();
    Path missing = folder.resolve("missing");
    ProcessBuilder builder = builder("watch", "--site", folder.toString());
    builder.command().add(1, "-Djava.io.tmpdir=" + missing);

    String err = errorOf(builder, 74);

    assertTrue(err.contains("SQLite cannot be loaded from the temporary folder " + missing), err);
    // Java 21 says so in a line of its own, too.
    String own = "WARNING: java.io.tmpdir directory does not exist";
    assertEquals(1, err.lines().filter(line -> !line.equals(own)).count(), err);
  }

  @Test
  void anOutputThatIsFullIsToldAndEndsIt() throws Exception {
    makeSiteWithoutBroker();
    ProcessBuilder builder = builder("watch", "--json", "--site", folder.toString());
    builder.redirectOutput(new File("/dev/full"));

    String err = errorOf(builder, 74);

    assertEquals(
        "sealpost watch: standard output cannot be written: No space left on device; nothing is"
            + " lost: the next run shows what could not be written\n",
        err);
  }

  @Test
  void namesInAnyScriptSurviveALocaleThatIsNotUtf8() throws Exception {
    Path psk = Files.writeString(folder.resolve("psk"), "ab".repeat(32));
    Files.setPosixFilePermissions(psk, PosixFilePermissions.fromString("rw-------"));
    String[] names = {"--psk-file", psk.toString(), "--device=gärten-süd", "--stream=s"};
    List<String> seal = new ArrayList<>(List.of("seal", "--direction=up", "--epoch=1"));
    seal.add("--sequence=1");
    seal.addAll(List.of(names));
    List<String> open = new ArrayList<>(List.of("open", "--direction=up"));
    open.addAll(List.of(names));

    byte[] sealed = run("C", seal, "hello".getBytes(StandardCharsets.US_ASCII));
    byte[] opened = run("C.UTF-8", open, sealed);

    assertEquals("hello", new String(opened, StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void anArgumentThatIsNotUtf8IsAUsageFault(String locale) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "exec \"$@\" \"$(printf 'x\\377')\"", "sh"));
    command.addAll(builder("seal", "--device").command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", locale);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

      assertEquals(64, process.waitFor(), err);
      assertEquals("sealpost: argument 3 is not UTF-8; write it in UTF-8\n", err);
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bcprov", "picocli"})
  void anErrorOfTheMachineIsNotTakenForARefusal(String missingLibrary) throws Exception {
    Path psk = Files.writeString(folder.resolve("psk"), "ab".repeat(32));
    Files.setPosixFilePermissions(psk, PosixFilePermissions.fromString("rw-------"));
    ProcessBuilder builder =
        builder("seal", "--direction=up", "--device=d", "--stream=s", "--epoch=1", "--sequence=1");
    List<String> command = builder.command();
    command.addAll(List.of("--psk-file", psk.toString()));
    command.set(2, classPathWithout(missingLibrary));
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

      assertEquals(70, process.waitFor(), err);
      assertTrue(
          err.startsWith("sealpost: internal error, please report it: java.lang.NoClassDefFound"),
          err);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String errorOf(ProcessBuilder builder, int exitCode) throws Exception {
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(exitCode, process.waitFor(), err);
      return err;
    } finally {
      process.destroyForcibly();
    }
  }

  private String classPathWithout(String library) throws Exception {
    Path own = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (path.equals(own) && Files.isRegularFile(own)) {
        // Its manifest names all libraries, beside it.
        entries.add(Files.copy(own, folder.resolve("own.jar")).toString());
      } else if (!path.getFileName().toString().contains(library)) {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private void makeSiteWithoutBroker() throws IOException, StationException {
    TestSite.with(folder, new FakeDevice("a", Format.COSE_1, new FakeTime()));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          folder.resolve("station.toml"),
          "[broker]\nurl = \"mqtts://127.0.0.1:" + free.getLocalPort() + "\"\n");
    }
  }

  private static byte[] run(String locale, List<String> arguments, byte[] in) throws Exception {
    ProcessBuilder builder = builder(arguments.toArray(new String[0]));
    builder.environment().put("LC_ALL", locale);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    try {
      process.getOutputStream().write(in);
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readAllBytes();
      assertEquals(0, process.waitFor());
      return out;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... arguments) throws IOException {
    return builder(arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
