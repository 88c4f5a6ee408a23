package io.sealpost.mqtt.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real Mosquitto with one listener on a free port of 127.0.0.1. */
public final class Mosquitto implements AutoCloseable {
  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private Mosquitto(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts one with TLS 1.2 and 1.3.
   *
   * @param folder to be made, for its files
   * @param more lines of configuration
   */
  public static Mosquitto secured(Path folder, Certificates.Identity identity, String... more)
      throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("certfile " + identity.certificate(), "keyfile " + identity.key()));
    lines.addAll(List.of(more));
    if (lines.stream().noneMatch(line -> line.startsWith("tls_version"))) {
      // the lowest, not the only one
      lines.add("tls_version tlsv1.2");
    }
    return start(folder, lines);
  }

  /**
   * Starts one that lets in who has a certificate of an authority, under the name in it.
   *
   * @param folder to be made, for its files
   * @param more lines of configuration
   */
  public static Mosquitto mutual(
      Path folder, Certificates.Identity identity, Path authority, String... more)
      throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "cafile " + authority,
                "require_certificate true",
                "use_identity_as_username true"));
    lines.addAll(List.of(more));
    return secured(folder, identity, lines.toArray(String[]::new));
  }

  /**
   * Starts one that lets in who has a pre-shared key, under the name of its identity.
   *
   * @param folder to be made, for its files
   * @param keys an identity and its key in hexadecimal, with a colon between them, a line each
   * @param more lines of configuration
   */
  public static Mosquitto preShared(Path folder, Path keys, String... more) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "psk_file " + keys,
                "psk_hint test",
                "use_identity_as_username true",
                "tls_version tlsv1.2"));
    lines.addAll(List.of(more));
    return start(folder, lines);
  }

  /** Starts one in the clear. */
  public static Mosquitto plain(Path folder, String... more) throws IOException {
    return start(folder, List.of(more));
  }

  private static Mosquitto start(Path folder, List<String> more) throws IOException {
    Files.createDirectories(folder);
    int port = freePort();
    List<String> lines = new ArrayList<>();
    // started by root it would become another user, who may not read the test's files
    lines.add("user " + System.getProperty("user.name"));
    lines.add("max_queued_messages 0");
    lines.add("listener " + port + " 127.0.0.1");
    if (more.stream().noneMatch(line -> line.startsWith("password_file"))) {
      lines.add("allow_anonymous true");
    }
    lines.addAll(more);
    Files.write(folder.resolve("mosquitto.conf"), lines);
    Mosquitto broker = new Mosquitto(folder, port);
    broker.start();
    return broker;
  }

  /** The port of its listener. */
  public int port() {
    return port;
  }

  /** What it wrote so far. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("mosquitto.log"));
  }

  /** Starts it again on the same port, without any memory. */
  public void restart() throws IOException {
    close();
    start();
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(
                Program.find("mosquitto", "mosquitto"),
                "-v",
                "-c",
                folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
            .start();
    Process started = process;
    Await.until(
        "mosquitto listens on port " + port + ", see " + folder,
        () -> !started.isAlive() || accepts());
    if (!started.isAlive()) {
      throw new AssertionError("mosquitto ended at once:\n" + log());
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      do {
        // It forgets a SIGTERM that comes between its word that it runs and its loop.
        running.destroy();
      } while (!running.waitFor(1, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A port that nobody listened on a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
