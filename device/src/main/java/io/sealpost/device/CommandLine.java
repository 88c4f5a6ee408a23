package io.sealpost.device;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the command line. */
final class CommandLine {
  private static final List<String> COMMANDS = List.of("run", "sensors", "scan", "irk");

  private CommandLine() {}

  /** The command line cannot be understood; the message says what and where. */
  static final class UsageException extends Exception {
    UsageException(String message) {
      super(message);
    }
  }

  /** What the arguments ask for. */
  static Invocation parse(String... arguments) throws UsageException {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
    String command = left.isEmpty() ? "" : left.removeFirst();
    switch (command) {
      case "--help", "-h" -> {
        return new Invocation.Help();
      }
      case "--version" -> {
        return new Invocation.Version();
      }
      default -> {
        if (!COMMANDS.contains(command)) {
          throw new UsageException(
              "\"" + command + "\" must be run, sensors, scan, irk, --help or --version");
        }
      }
    }
    return switch (command) {
      case "scan" -> scan(left);
      case "irk" -> IrkLine.parse(left);
      default -> options(command, left);
    };
  }

  private static Invocation scan(Deque<String> left) throws UsageException {
    return switch (left.isEmpty() ? "" : left.removeFirst()) {
      case "" -> new Invocation.Scan(false);
      case "--ask" -> new Invocation.Scan(true);
      case "--help", "-h" -> new Invocation.Help();
      default -> throw new UsageException("scan takes --ask or --help, and nothing else");
    };
  }

  private static Invocation options(String command, Deque<String> left) throws UsageException {
    Path config = Invocation.DEFAULT_CONFIG;
    boolean check = false;
    boolean connect = false;
    while (!left.isEmpty()) {
      String option = left.removeFirst();
      switch (option) {
        case "--config" -> config = path(left);
        case "--check" -> check = true;
        case "--connect" -> connect = true;
        case "--help", "-h" -> {
          return new Invocation.Help();
        }
        default ->
            throw new UsageException(
                "\"" + option + "\" must be --config FILE, --check, --connect or --help");
      }
    }
    if (connect && !check) {
      throw new UsageException("--connect goes with run --check");
    }
    if (command.equals("run")) {
      return connect
          ? new Invocation.Connect(config)
          : check ? new Invocation.Check(config) : new Invocation.Run(config);
    }
    if (check) {
      throw new UsageException("--check goes with run");
    }
    return new Invocation.Sensors(config);
  }

  private static Path path(Deque<String> left) throws UsageException {
    if (left.isEmpty()) {
      throw new UsageException("--config must be followed by a file");
    }
    String name = left.removeFirst();
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException("--config \"" + name + "\" must be a file: " + e.getReason());
    }
  }

  /** How the program is used. */
  static String help() {
    return """
        Usage: sealpost-device run [--config FILE] [--check [--connect]]
               sealpost-device sensors [--config FILE]
               sealpost-device scan [--ask]
               sealpost-device irk [--address ADDRESS | --key FILE] [--out FILE] [--check ADDRESS]
               sealpost-device --help | --version

          run       samples, seals and publishes until it is told to stop (SIGTERM, Ctrl-C)
          sensors   lists the configured streams: real or SIMULATED, and what is read
          scan      lists what this machine has that can be read, with the lines to copy into
                    the configuration; needs no configuration, and changes nothing
          irk       tells how to get the key by which a phone is known that changes its address,
                    and what is paired; with --out writes one to a new file, with --check tries
                    it on an address; the key is of a paired device, or from a file, or from
                    standard input

          --config FILE   the configuration (default %s)
          --check         only says whether the configuration is valid
          --connect       says as well whether the broker lets the device in: reads the secrets, and
                          connects once, beside an agent that runs; publishes and changes nothing
          --ask           also asks I2C chips at 0x18 to 0x1f, 0x48 to 0x4b, 0x76 and 0x77 what they
                          are; not where a PCF8591 or a TCA9548A is, which would take that for an order

        Exit codes:
        %s
        """
        .formatted(
            Invocation.DEFAULT_CONFIG,
            Arrays.stream(ExitCode.values())
                .map(exit -> "  %2d  %s".formatted(exit.code(), exit.meaning()))
                .collect(Collectors.joining("\n")));
  }
}
