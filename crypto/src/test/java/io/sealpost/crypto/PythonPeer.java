package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Another implementation, run by Debian's Python: one request a line on its standard input, one
 * answer a line on its standard output. Keys go no other way.
 */
final class PythonPeer {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String INSTALL =
      "; install it: apt-get install python3 python3-cryptography python3-cbor2";

  private PythonPeer() {}

  /** Runs a script of the test resources, which reads all its input before it writes. */
  static List<String> run(String script, List<String> requests) {
    assertTrue(Files.isExecutable(PYTHON), PYTHON + " is missing" + INSTALL);
    try {
      Process process =
          new ProcessBuilder(PYTHON.toString(), path(script))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try {
        return answers(process, requests);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(script, e);
    }
  }

  private static List<String> answers(Process process, List<String> requests) throws IOException {
    try (OutputStream input = process.getOutputStream()) {
      input.write((String.join("\n", requests) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    byte[] output = process.getInputStream().readAllBytes();
    List<String> answers = new String(output, StandardCharsets.US_ASCII).lines().toList();
    assertEquals(0, exitCode(process), () -> "Python or a module is missing" + INSTALL);
    assertEquals(requests.size(), answers.size());
    return answers;
  }

  private static int exitCode(Process process) {
    try {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "Python did not end");
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String path(String script) {
    try {
      return Path.of(
              Objects.requireNonNull(PythonPeer.class.getResource("/python/" + script), script)
                  .toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(script, e);
    }
  }
}
