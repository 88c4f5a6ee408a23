package io.sealpost.e2e.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The real Mosquitto with TLS, password file, access control list and sessions on disk. */
public final class Mosquitto implements Broker {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int port;
  private final Child process;

  private Mosquitto(int port, Child process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder for its files, its own
   */
  public static Mosquitto start(Path folder, Authority authority, List<Person> people)
      throws IOException {
    int port = freePort();
    Files.createDirectories(folder);
    Path passwords = folder.resolve("passwords");
    Files.writeString(passwords, lines(people, p -> p.name() + ":" + p.password()));
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    // Hashes in place, so that no password stands on a command line.
    Child.succeed(List.of(Tool.MOSQUITTO_PASSWD.path(), "-U", passwords.toString()));
    Path acl = folder.resolve("acl");
    Files.writeString(acl, lines(people, Mosquitto::rights));
    Path config = folder.resolve("mosquitto.conf");
    Files.writeString(config, config(port, folder, authority));
    Child process =
        Child.start("mosquitto", List.of(Tool.MOSQUITTO.path(), "-v", "-c", config.toString()));
    process.err().await("running", line -> line.contains(" running"), PATIENCE);
    return new Mosquitto(port, process);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String lines(List<Person> people, Function<Person, String> line) {
    return String.join("\n", people.stream().map(line).toList()) + "\n";
  }

  private static String rights(Person person) {
    String own = "sealpost/" + person.name();
    return "user "
        + person.name()
        + "\n"
        + switch (person.rights()) {
          case DEVICE -> "topic read " + own + "/control\ntopic write " + own + "/#\n";
          case STATION -> "topic read sealpost/#\ntopic write sealpost/+/control\n";
          case EVERYTHING -> "topic readwrite #\n";
        };
  }

  private static String config(int port, Path folder, Authority authority) {
    return String.join(
        "\n",
        "user " + System.getProperty("user.name"),
        "listener " + port + " 127.0.0.1",
        "certfile " + authority.brokerCertificate(),
        "keyfile " + authority.brokerKey(),
        "allow_anonymous false",
        "password_file " + folder.resolve("passwords"),
        "acl_file " + folder.resolve("acl"),
        "persistence true",
        "persistence_location " + folder + "/",
        "max_queued_messages 100000",
        "max_inflight_messages 100",
        "log_type all",
        "");
  }

  @Override
  public int port() {
    return port;
  }

  /** What it logs. */
  public Growing<String> log() {
    return process.err();
  }

  @Override
  public void close() {
    process.close();
  }
}
