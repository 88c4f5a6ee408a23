package io.sealpost.station.site;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What {@code station.toml} says of keys.
 *
 * @param keepOld how long a key that was changed opens readings still, 1 to 3,650 days
 * @param revokeCommand program and arguments that withdraw a device's access to the broker, whose
 *     id follows them; empty if there is none
 */
public record KeyPolicy(Duration keepOld, List<String> revokeCommand) {
  /** Where nothing is said. */
  public static final KeyPolicy STANDARD = new KeyPolicy(Duration.ofDays(30), List.of());

  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(3650);

  /** Copies the command. */
  public KeyPolicy {
    revokeCommand = List.copyOf(revokeCommand);
  }

  /** Reads the file, which need not be there. */
  static KeyPolicy read(Path file) throws StationException {
    try {
      TomlTable root =
          TomlFile.parse(file.toString(), Files.readAllBytes(file), ExitCode.CONFIGURATION);
      return new KeyPolicy(keepOld(root), revokeCommand(root));
    } catch (NoSuchFileException noSettings) {
      return STANDARD;
    } catch (IOException e) {
      throw new StationException(
          ExitCode.CONFIGURATION, file + ": " + FileFault.reading(file, e), e);
    }
  }

  /** Complains of what is wrong in the table of keys. */
  static Duration keepOld(TomlTable root) throws StationException {
    if (root.optionalTable("keys").isEmpty()) {
      return STANDARD.keepOld;
    }
    TomlTable keys = root.table("keys");
    keys.allowOnly(Set.of("keep-old"));
    return keys.duration("keep-old", STANDARD.keepOld, LEAST, MOST);
  }

  private static List<String> revokeCommand(TomlTable root) throws StationException {
    if (root.optionalTable("broker").isEmpty()) {
      return List.of();
    }
    TomlTable broker = root.table("broker");
    List<String> command = broker.optionalStrings("revoke-command");
    if (!command.isEmpty() && !Path.of(command.get(0)).isAbsolute()) {
      throw broker.complaint(
          "revoke-command",
          "\""
              + command.get(0)
              + "\" must be the whole path of a program, as no shell looks for it");
    }
    return command;
  }
}
