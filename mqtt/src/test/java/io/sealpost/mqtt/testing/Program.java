package io.sealpost.mqtt.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs other programs; one that is missing fails the test with what to install. */
public final class Program {
  private Program() {}

  /** Where a program is. */
  public static String find(String name, String debianPackage) {
    for (String folder : List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return program.toString();
      }
    }
    throw new AssertionError(
        name + " is not installed: this test needs it, apt-get install " + debianPackage);
  }

  /** Runs a program to its end in a folder; fails unless it succeeds. */
  public static void run(Path folder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
      }
    } catch (IOException e) {
      throw new AssertionError(command.get(0) + " did not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command.get(0) + " was interrupted", e);
    }
  }
}
