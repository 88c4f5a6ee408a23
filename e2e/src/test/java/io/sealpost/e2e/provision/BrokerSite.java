package io.sealpost.e2e.provision;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A site made by {@code sealpost-provision init}, and the Mosquitto that runs from it. */
final class BrokerSite implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofSeconds(20);

  private final Path folder;
  private final Path temporary;
  private final Map<String, String> variables;
  private Child mosquitto;

  private BrokerSite(Path folder, Path temporary, Map<String, String> variables) {
    this.folder = folder;
    this.temporary = temporary;
    this.variables = variables;
    this.mosquitto = Child.start("nothing", List.of("true"));
  }

  /** What a run of the script left. */
  record Run(int code, String text) {
    /** The line of the table that has these words, in whatever columns. */
    String row(String who, String what) {
      return text.lines()
          .filter(line -> line.startsWith(who + " ") && line.contains(" " + what + " "))
          .findFirst()
          .orElseThrow(() -> new AssertionError(who + " " + what + " is no row of\n" + text));
    }

    /** The rows that are not as they should be, as WHO WHAT. */
    List<String> wrong() {
      return text.lines()
          .filter(line -> line.endsWith(" WRONG") && !line.contains(" rules tried "))
          .map(line -> line.replaceFirst("( +(allowed|denied)){2} +WRONG$", ""))
          .map(line -> line.replaceAll(" {2,}", " "))
          .toList();
    }
  }

  /**
   * Makes one.
   *
   * @param parent for its folder and for all temporary files
   * @param profile of {@code deploy/profiles}
   * @param options more of {@code init}
   */
  static BrokerSite create(Path parent, String profile, String... options) throws IOException {
    Path temporary = Files.createDirectories(parent.resolve("tmp"));
    Path passphrase = parent.resolve("passphrase");
    Site.secret(passphrase, "of the test's authority");
    Map<String, String> variables = new HashMap<>();
    variables.put("TMPDIR", temporary.toString());
    variables.put("SEALPOST_CA_PASSPHRASE_FILE", passphrase.toString());
    // No test cuts the power: else each waits for all that others write on this machine.
    variables.put("LD_PRELOAD", Tool.EATMYDATA.library());
    BrokerSite site = new BrokerSite(parent.resolve("site"), temporary, variables);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("init", site.folder.toString(), "--profile", profile));
    arguments.addAll(List.of("--host", "localhost", "--port", String.valueOf(freePort())));
    arguments.addAll(List.of(options));
    site.succeed(arguments);
    return site;
  }

  /** Its folder. */
  Path folder() {
    return folder;
  }

  /** Where its broker has TLS. */
  int port() throws IOException {
    return read("site.toml")
        .lines()
        .filter(line -> line.startsWith("port = "))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Runs lines of shell with the parts of the script that issue certificates. */
  void pki(String lines) {
    String parts = Programs.inCheckout("deploy/provision.d").toString();
    String script =
        "set -euo pipefail; parts=%s; . $parts/common.sh; . $parts/pki.sh; SITE=%s; site_load; %s"
            .formatted(parts, folder, lines);
    Child child = Child.start("pki", List.of("bash", "-c", script), variables);
    if (child.awaitExit(PATIENCE) != 0) {
      throw new AssertionError(lines + "\n" + child);
    }
  }

  /** Options with which mosquitto_sub is the station, in a folder for XDG_CONFIG_HOME. */
  Path stationOptions(Path config) throws IOException {
    Path station = folder.resolve("station");
    return options(
        config,
        port(),
        "--cafile " + folder.resolve("ca/ca.pem"),
        "--cert " + station.resolve("certificate.pem"),
        "--key " + station.resolve("certificate.key"));
  }

  /** Options for clients, in a folder for XDG_CONFIG_HOME. */
  static Path options(Path config, int port, String... lines) throws IOException {
    Files.createDirectories(config);
    String text = "-h localhost\n-p " + port + "\n" + String.join("\n", lines) + "\n";
    for (String program : List.of("mosquitto_sub", "mosquitto_pub")) {
      Files.writeString(config.resolve(program), text);
    }
    return config;
  }

  /** The broker learns the password of a device. */
  void admitDevice(String id) throws IOException {
    Path lines = folder.resolve("device-password");
    Site.secret(lines, id + ":of the device");
    Child.succeed(List.of(Tool.MOSQUITTO_PASSWD.path(), "-U", lines.toString()));
    edit("broker/passwords", passwords -> passwords + hashed(lines));
    reload();
  }

  /** Options with which a client is a device that was admitted, at the plain listener. */
  Path deviceOptions(String id) throws IOException {
    String plain = read("site.toml").replaceAll("(?s).*plain-listener = \"[^:]*:(\\d+)\".*", "$1");
    return options(
        folder.resolve("device"), Integer.parseInt(plain), "-u " + id, "-P of the device");
  }

  /** A device that was admitted publishes at the plain listener. */
  void publishAsDevice(String id, String topic, String text) throws IOException {
    Path config = deviceOptions(id);
    Child child =
        Child.start(
            "device",
            List.of("mosquitto_pub", "-q", "1", "-i", id, "-t", topic, "-m", text),
            Map.of("XDG_CONFIG_HOME", config.toString()));
    if (child.awaitExit(PATIENCE) != 0) {
      throw new AssertionError(child.toString());
    }
  }

  private static String hashed(Path lines) {
    try {
      return Files.readString(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody has. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** What a file of the site says. */
  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Changes a file of the site. */
  void edit(String file, UnaryOperator<String> change) throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path);
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new AssertionError(path + " has nothing to change in\n" + before);
    }
    Files.writeString(path, after);
  }

  /** Writes the broker's files. */
  void write() {
    succeed(List.of("broker", "--site", folder.toString()));
  }

  /** Starts the broker from the site's folder and waits until it runs. */
  void start() {
    mosquitto =
        Child.start(
            "mosquitto",
            List.of(
                Tool.MOSQUITTO.path(),
                "-v",
                "-c",
                folder.resolve("broker/mosquitto.conf").toString()));
    mosquitto.err().await("running", line -> line.endsWith(" running"), START);
  }

  /** Stops it, and starts it with what its files say now. */
  void restart() {
    mosquitto.close();
    start();
  }

  /** The broker. */
  Child mosquitto() {
    return mosquitto;
  }

  /** Has the broker read its rules again. */
  void reload() {
    int seen = mosquitto.err().all().size();
    Child.succeed(List.of("kill", "-HUP", String.valueOf(mosquitto.pid())));
    mosquitto
        .err()
        .await(
            "reload",
            line ->
                mosquitto.err().all().subList(seen, mosquitto.err().all().size()).stream()
                    .anyMatch(l -> l.contains("Reloading config")),
            START);
  }

  /** Runs {@code broker --check} against the broker of the site's folder. */
  Run check(String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("broker", "--check", "--site", folder.toString()));
    arguments.addAll(List.of("--pid", String.valueOf(mosquitto.pid())));
    arguments.addAll(List.of(options));
    return run(arguments);
  }

  /** Runs a command of the script to its end. */
  Run run(List<String> arguments) {
    Child child = launch(arguments, Map.of());
    int code = child.awaitExit(PATIENCE);
    return new Run(
        code, String.join("\n", child.out().all()) + "\n" + String.join("\n", child.err().all()));
  }

  /** Starts a command of the script with more variables. */
  Child launch(List<String> arguments, Map<String, String> more) {
    List<String> command = new ArrayList<>();
    command.add(Programs.inCheckout("deploy/provision").toString());
    command.addAll(arguments);
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    return Child.start("provision", command, all);
  }

  /** Runs a command that must succeed. */
  Run succeed(List<String> arguments) {
    Run run = run(arguments);
    if (run.code() != 0) {
      throw new AssertionError(arguments + " ended with " + run.code() + "\n" + run.text());
    }
    return run;
  }

  /** What lies in the folder for temporary files. */
  List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    mosquitto.close();
  }
}
