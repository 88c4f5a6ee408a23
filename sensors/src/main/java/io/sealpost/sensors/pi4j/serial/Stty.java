package io.sealpost.sensors.pi4j.serial;

import io.sealpost.sensors.Excerpt;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sets a serial port up: the Java library cannot. */
final class Stty {
  private static final int MAX_BYTES = 1000;
  private static final int PATIENCE_SECONDS = 5;

  private Stty() {}

  /**
   * Sets a port up.
   *
   * @param device {@code /dev/ttyUSB0} for instance
   * @param settings of {@code stty}
   * @throws IOException if the port does not take them; says what {@code stty} said
   */
  static void apply(String device, List<String> settings) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty", "-F", device));
    command.addAll(settings);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      // It prints a line at most; what hangs is killed before it can fill the pipe.
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("stty did not end within " + PATIENCE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        byte[] said = process.getInputStream().readNBytes(MAX_BYTES);
        throw new IOException(Excerpt.of(new String(said, StandardCharsets.UTF_8).strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for stty");
    } finally {
      process.destroyForcibly();
    }
  }
}
