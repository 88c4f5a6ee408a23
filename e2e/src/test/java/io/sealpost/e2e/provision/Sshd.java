package io.sealpost.e2e.provision;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A device that is reached by the real sshd: a folder, and an agent that is made up. */
final class Sshd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final Child process;

  private Sshd(Path folder, int port, Child process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static Sshd start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("device/etc"));
    for (String key : List.of("host", "client")) {
      Child.succeed(
          List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve(key) + ""));
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path config = config(folder, port, programs(folder));
    // Where it is not root, it needs no folder to separate privileges in.
    Files.createDirectories(Path.of("/run/sshd"));
    Child process =
        Child.start("sshd", List.of("/usr/sbin/sshd", "-D", "-e", "-f", config.toString()));
    process.err().await("listening", line -> line.contains("Server listening"), PATIENCE);
    Sshd sshd = new Sshd(folder, port, process);
    sshd.agent(0, "connected");
    return sshd;
  }

  /** A folder with an agent that says what it is told to. */
  private static Path programs(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path agent =
        Files.writeString(
            bin.resolve("sealpost-device"),
            "#!/bin/sh\ncat '" + folder + "/says'\nexit \"$(cat '" + folder + "/code')\"\n");
    Child.succeed(List.of("chmod", "755", agent.toString()));
    return bin;
  }

  private static Path config(Path folder, int port, Path bin) throws IOException {
    String path = Map.copyOf(System.getenv()).getOrDefault("PATH", "/usr/bin:/bin");
    return Files.writeString(
        folder.resolve("sshd_config"),
        String.join(
            "\n",
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + folder.resolve("host"),
            "AuthorizedKeysFile " + folder.resolve("client.pub"),
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "PermitRootLogin yes",
            // A shell of this level leaves this account's .bashrc, which is no device's.
            "SetEnv SHLVL=2 LD_PRELOAD=%s PATH=%s:%s"
                .formatted(Tool.EATMYDATA.library(), bin, path),
            ""));
  }

  /** What the device's {@code sealpost-device run --check --connect} says and ends with. */
  void agent(int code, String says) throws IOException {
    Files.writeString(folder.resolve("code"), Integer.toString(code));
    Files.writeString(folder.resolve("says"), says + "\n");
  }

  /**
   * What the device does in place of a step, as lines of shell with {@code $2} the folder for its
   * answer. Where provisioning is told a folder in place of the root, no agent runs that systemd
   * could fail to start. Takes root, for sudo would find another shell.
   */
  void steps(Map<String, String> instead) throws IOException {
    StringBuilder lines = new StringBuilder("#!/bin/bash\ncase ${*: -1} in\n");
    instead.forEach((step, line) -> lines.append(step + ") " + line + " ;;\n"));
    Path shell = Files.writeString(folder.resolve("bin/sh"), lines + "esac\nexec /bin/sh \"$@\"\n");
    Child.succeed(List.of("chmod", "755", shell.toString()));
  }

  /** The device's root file system. */
  Path root() {
    return folder.resolve("device");
  }

  /** Arguments that lead a command of provisioning there. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    for (String option :
        List.of(
            "-p " + port,
            "-i " + folder.resolve("client"),
            "-o StrictHostKeyChecking=no",
            "-o UserKnownHostsFile=" + folder.resolve("known"),
            "-o LogLevel=ERROR")) {
      options.addAll(List.of("--ssh-option", option));
    }
    return options;
  }

  /** Who one is there. */
  String target() {
    return System.getProperty("user.name") + "@127.0.0.1";
  }

  @Override
  public void close() {
    process.close();
  }
}
