package io.sealpost.station.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real Mosquitto in plain text on a free port of this machine. */
public final class Mosquitto implements AutoCloseable {
  private final Process process;
  private final URI url;

  private Mosquitto(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one for everybody and waits until it listens.
   *
   * @param folder for its configuration
   */
  public static Mosquitto start(Path folder) throws IOException {
    return launch(folder, "allow_anonymous true");
  }

  /**
   * Starts one for the users of a password file and waits until it listens.
   *
   * @param folder for its configuration
   */
  public static Mosquitto start(Path folder, Path passwords) throws IOException {
    return launch(folder, "allow_anonymous false\npassword_file " + passwords);
  }

  private static Mosquitto launch(Path folder, String users) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            """
            listener %d 127.0.0.1
            %s
            persistence false
            user %s
            log_dest stderr
            """
                .formatted(port, users, System.getProperty("user.name")));
    Process process = launch(configuration);
    awaitRunning(process);
    return new Mosquitto(process, URI.create("mqtt://127.0.0.1:" + port));
  }

  private static Process launch(Path configuration) {
    try {
      ProcessBuilder builder = new ProcessBuilder("mosquitto", "-c", configuration.toString());
      builder.environment().merge("PATH", "/usr/sbin", (path, sbin) -> path + ":" + sbin);
      return builder.redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError(
          "this test needs Mosquitto: apt-get install mosquitto, and /usr/sbin in PATH", e);
    }
  }

  private static void awaitRunning(Process process) throws IOException {
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line; (line = log.readLine()) != null; ) {
      said.append(line).append('\n');
      if (line.endsWith("running")) {
        Thread reader = new Thread(() -> drain(log), "mosquitto's log");
        reader.setDaemon(true);
        reader.start();
        return;
      }
    }
    throw new AssertionError("Mosquitto did not start:\n" + said);
  }

  private static void drain(BufferedReader log) {
    try {
      log.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // Every test ends like this.
      return;
    }
  }

  /** Its address. */
  public URI url() {
    return url;
  }

  /** Of its process. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    try {
      do {
        // It forgets a SIGTERM that comes between its word that it runs and its loop.
        process.destroy();
      } while (!process.waitFor(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
