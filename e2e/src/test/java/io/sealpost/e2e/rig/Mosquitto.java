package io.sealpost.e2e.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real Mosquitto with TLS, password file, access control list and sessions on disk. */
public final class Mosquitto implements Broker {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<Integer> ports;
  private final Path config;
  // Owned by the thread that starts and kills it; others read.
  private volatile Child process;

  private Mosquitto(List<Integer> ports, Path config) {
    this.ports = ports;
    this.config = config;
    this.process = launch(config);
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder for its files, its own
   */
  public static Mosquitto start(Path folder, Authority authority, List<Person> people)
      throws IOException {
    return start(folder, List.of(new Door.Password(authority.broker())), people);
  }

  /**
   * Starts one that saves its sessions every second: by default a kill loses half an hour of them.
   * It could save after every change, too, but then a station that was away for a while never
   * catches up, because everything is written anew for each of its acknowledgements.
   *
   * @param folder for its files, its own
   */
  public static Mosquitto startSaving(Path folder, Authority authority, List<Person> people)
      throws IOException {
    return start(
        folder,
        List.of(new Door.Password(authority.broker())),
        people,
        List.of("autosave_on_changes false", "autosave_interval 1"));
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder for its files, its own
   * @param doors how one gets in, one listener each
   */
  public static Mosquitto start(Path folder, List<Door> doors, List<Person> people)
      throws IOException {
    return start(folder, doors, people, List.of());
  }

  private static Mosquitto start(
      Path folder, List<Door> doors, List<Person> people, List<String> saving) throws IOException {
    Files.createDirectories(folder);
    Path passwords = folder.resolve("passwords");
    Files.writeString(passwords, lines(people, p -> p.name() + ":" + p.password()));
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    // Hashes in place, so that no password stands on a command line.
    Child.succeed(List.of(Tool.MOSQUITTO_PASSWD.path(), "-U", passwords.toString()));
    Path acl = folder.resolve("acl");
    Files.writeString(acl, lines(people, Mosquitto::rights));
    Path config = folder.resolve("mosquitto.conf");
    List<Integer> ports = new ArrayList<>();
    StringBuilder listeners = new StringBuilder();
    for (Door door : doors) {
      ports.add(freePort());
      listeners.append(listener(ports.get(ports.size() - 1), folder, door));
    }
    Files.writeString(config, config(folder, saving) + listeners);
    return new Mosquitto(List.copyOf(ports), config);
  }

  private static Child launch(Path config) {
    Child process =
        Child.start("mosquitto", List.of(Tool.MOSQUITTO.path(), "-v", "-c", config.toString()));
    try {
      process.err().await("running", line -> line.contains(" running"), PATIENCE);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
    return process;
  }

  /** Kills it with {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  /** Starts it again on the same port, with what it kept. */
  public void restart() {
    process = launch(config);
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
          case TEMPERATURES ->
              "topic read "
                  + own
                  + "/control\n"
                  + Stream.of("hello", "status", "control/ack", "temperature")
                      .map(channel -> "topic write " + own + "/" + channel + "\n")
                      .collect(Collectors.joining());
          case STATION -> "topic read sealpost/#\ntopic write sealpost/+/control\n";
          case EVERYTHING -> "topic readwrite #\n";
        };
  }

  private static String config(Path folder, List<String> saving) {
    return String.join(
        "\n",
        // With true, 2.0.21 keeps nothing for who is away: it has no listener to be judged by.
        "per_listener_settings false",
        "allow_anonymous false",
        "acl_file " + folder.resolve("acl"),
        "password_file " + folder.resolve("passwords"),
        "user " + System.getProperty("user.name"),
        "persistence true",
        "persistence_location " + folder + "/",
        String.join("\n", saving),
        // By default what is beyond 1,000 behind a slow subscriber is dropped, though it was
        // acknowledged. With 0, for no bound, 2.0.11 hangs up on who publishes what it may not.
        "max_queued_messages 100000000",
        "max_inflight_messages 0",
        "log_type all",
        "");
  }

  private static String listener(int port, Path folder, Door door) throws IOException {
    return String.join(
        "\n", "listener " + port + " 127.0.0.1", String.join("\n", door.settings(folder)), "");
  }

  @Override
  public int port() {
    return port(0);
  }

  /**
   * Where one of its doors is.
   *
   * @param door index among those that it was started with
   */
  public int port(int door) {
    return ports.get(door);
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
