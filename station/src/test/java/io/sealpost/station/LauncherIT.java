package io.sealpost.station;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the script that starts the program gives to Java. */
@Timeout(60)
class LauncherIT {
  private static final Path LAUNCHER = Path.of("..", "deploy", "sealpost");

  @TempDir private Path folder = Path.of("");

  @Test
  void theHeapIsBounded() throws Exception {
    assertEquals("-Xmx64m", heap(arguments(Map.of(), "watch")));
  }

  @Test
  void theOperatorMayAllowMore() throws Exception {
    assertEquals("-Xmx128m", heap(arguments(Map.of("SEALPOST_JAVA_OPTS", "-Xmx128m"), "watch")));
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws Exception {
    List<String> arguments = arguments(Map.of(), "watch", "--device", "a *", "");

    assertEquals(
        List.of("io.sealpost.station.Main", "watch", "--device", "a *", ""),
        arguments.subList(arguments.size() - 5, arguments.size()));
  }

  /** Java takes the last of them. */
  private static String heap(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> argument.startsWith("-Xmx"))
        .reduce("", (first, last) -> last);
  }

  private List<String> arguments(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    assertTrue(Files.isExecutable(LAUNCHER), LAUNCHER.toAbsolutePath().toString());
    ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().remove("SEALPOST_JAVA_OPTS");
    builder.environment().putAll(variables);
    builder.environment().put("JAVA_HOME", tellingJava().toString());
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().toList();
  }

  /** A Java that only says what it is given. */
  private Path tellingJava() throws IOException {
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return folder.resolve("java");
  }
}
