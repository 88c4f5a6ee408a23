package io.sealpost.e2e.provision;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Mosquitto that lets in who has a certificate of the site that is not on its revocation list. */
final class RealBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path site;
  private final int port;
  private final Child process;

  private RealBroker(Path site, int port, Child process) {
    this.site = site;
    this.port = port;
    this.process = process;
  }

  static RealBroker start(Path folder, Path site) throws IOException {
    Files.createDirectories(folder);
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path config =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            String.join(
                "\n",
                "user " + System.getProperty("user.name"),
                "listener " + port + " 127.0.0.1",
                "cafile " + site.resolve("ca/ca.pem"),
                "certfile " + site.resolve("broker/broker.pem"),
                "keyfile " + site.resolve("broker/broker.key"),
                "crlfile " + site.resolve("ca/crl.pem"),
                "require_certificate true",
                "use_identity_as_username true",
                "allow_anonymous false",
                "log_type all",
                ""));
    Child process =
        Child.start("mosquitto", List.of(Tool.MOSQUITTO.path(), "-c", config.toString()));
    process.err().await("running", line -> line.contains(" running"), PATIENCE);
    return new RealBroker(site, port, process);
  }

  /**
   * Publishes with the real client and the files of a device.
   *
   * @param etc its {@code /etc/sealpost}
   */
  Child.Finished publishAs(Path etc, String device) {
    return Child.run(
        "mosquitto_pub",
        List.of(
            Path.of(Tool.MOSQUITTO_SUB.path()).resolveSibling("mosquitto_pub").toString(),
            "-h",
            "localhost",
            "-p",
            Integer.toString(port),
            "--cafile",
            site.resolve("ca/root.pem").toString(),
            "--cert",
            etc.resolve("certificate.pem").toString(),
            "--key",
            etc.resolve("secrets/certificate.key").toString(),
            "-q",
            "1",
            "-t",
            "sealpost/" + device + "/status",
            "-m",
            "online"),
        new byte[0]);
  }

  void awaitLog(String words) {
    process.err().await(words, line -> line.contains(words), PATIENCE);
  }

  @Override
  public void close() {
    process.close();
  }
}
