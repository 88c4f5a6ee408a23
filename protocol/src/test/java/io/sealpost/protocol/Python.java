package io.sealpost.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a script with Debian's Python, which has the modules that Debian packages. */
final class Python {
  private static final Path INTERPRETER = Path.of("/usr/bin/python3");
  private static final long PATIENCE_SECONDS = 60;

  private Python() {}

  /**
   * Runs {@code script} with {@code lines} as its standard input and returns what it prints.
   *
   * @throws AssertionError if Python or a module is missing, or the script fails
   */
  static List<String> run(Path folder, String script, List<String> lines)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(INTERPRETER)) {
      throw new AssertionError(INTERPRETER + " is missing: apt-get install python3 python3-cbor2");
    }
    Path input = Files.write(folder.resolve("input"), lines, UTF_8);
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(INTERPRETER.toString(), "-X", "utf8", "-c", script)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Python did not end within " + PATIENCE_SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(
          "Python failed (is python3-cbor2 installed?): " + Files.readString(errors, UTF_8));
    }
    return Files.readAllLines(output, UTF_8);
  }
}
