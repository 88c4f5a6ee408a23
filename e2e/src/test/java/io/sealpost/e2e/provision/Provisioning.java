package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code deploy/provision}, for one site. */
final class Provisioning {
  static final String PASSPHRASE = "correct horse battery staple";

  private final Path folder;
  private final Map<String, String> variables = new TreeMap<>();
  private final List<String> before = new ArrayList<>();

  /**
   * @param folder of the test; the site is one below
   */
  Provisioning(Path folder) throws IOException {
    this.folder = folder;
    Path passphrase = secret(folder.resolve("passphrase"), PASSPHRASE + "\n");
    variables.put("SEALPOST_CA_PASSPHRASE_FILE", passphrase.toString());
    // No test cuts the power: else each waits for all that others write on this machine.
    variables.put("LD_PRELOAD", Tool.EATMYDATA.library());
  }

  Path site() {
    return folder.resolve("site");
  }

  /** Adds a variable to the environment of what is run. */
  Provisioning with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Has it run in a process group of its own, so that all of it can be killed. */
  Provisioning inItsOwnGroup() {
    before.addAll(List.of("setsid", "--wait"));
    return this;
  }

  /** Makes the site, for a broker on this machine. */
  void init(String... options) {
    List<String> arguments = new ArrayList<>(List.of("init", site().toString()));
    arguments.addAll(List.of("--host", "localhost", "--host", "127.0.0.1"));
    arguments.addAll(List.of(options));
    expect(0, run(arguments, ""));
  }

  /** A site as this one is now, in the folder of another test. */
  Provisioning copy(Path other) throws IOException {
    Provisioning copy = new Provisioning(other);
    Child.succeed(List.of("cp", "-a", site().toString(), copy.site().toString()));
    Path station = copy.site().resolve("station/station.toml");
    String commands = Files.readString(station).replace(site() + "", copy.site() + "");
    Files.writeString(station, commands);
    return copy;
  }

  /** Runs a command of the site, which must end with this code. */
  Child.Finished run(int code, String... arguments) {
    return runWith(code, "", arguments);
  }

  /** Runs a command of the site with this on its standard input. */
  Child.Finished runWith(int code, String input, String... arguments) {
    return expect(code, attempt(input, arguments));
  }

  /** Runs a command of the site, however it ends. */
  Child.Finished attempt(String input, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--site", site().toString()));
    return run(all, input);
  }

  private Child.Finished run(List<String> arguments, String input) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
    variables.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(before);
    command.add(Programs.inCheckout("deploy/provision").toString());
    command.addAll(arguments);
    return Child.run("provision", command, input.getBytes(StandardCharsets.UTF_8));
  }

  private static Child.Finished expect(int code, Child.Finished finished) {
    assertEquals(code, finished.code(), () -> finished.text() + "\n" + finished.err());
    return finished;
  }

  /** The lines of the authority's index for certificates in force of this name. */
  List<String> inForce(String name) throws IOException {
    return Files.readAllLines(site().resolve("ca/issuing.db/index.txt")).stream()
        .filter(line -> line.startsWith("V\t") && line.endsWith("\t/CN=" + name))
        .toList();
  }

  /** Writes a file that only its owner can read. */
  static Path secret(Path file, String content) throws IOException {
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** Every file below a folder with its mode and content. */
  static Map<String, String> snapshot(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.forEach(path -> files.put(root.relativize(path).toString(), described(path)));
    }
    return files;
  }

  private static String described(Path path) {
    try {
      return mode(path) + (Files.isRegularFile(path) ? " " + Files.readString(path) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
