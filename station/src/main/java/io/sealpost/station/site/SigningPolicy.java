package io.sealpost.station.site;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What {@code station.toml} says of signing.
 *
 * @param command program and arguments that sign a certificate, whose device's id follows them;
 *     empty if there is none
 */
public record SigningPolicy(List<String> command) {
  /** Where nothing is said. */
  static final SigningPolicy NONE = new SigningPolicy(List.of());

  /** Copies the command. */
  public SigningPolicy {
    command = List.copyOf(command);
  }

  /** Reads the file, which need not be there. */
  static SigningPolicy read(Path file) throws StationException {
    try {
      return of(TomlFile.parse(file.toString(), Files.readAllBytes(file), ExitCode.CONFIGURATION));
    } catch (NoSuchFileException noSettings) {
      return NONE;
    } catch (IOException e) {
      throw new StationException(
          ExitCode.CONFIGURATION, file + ": " + FileFault.reading(file, e), e);
    }
  }

  /** Complains of what is wrong in the table of signing. */
  static SigningPolicy of(TomlTable root) throws StationException {
    if (root.optionalTable("signing").isEmpty()) {
      return NONE;
    }
    TomlTable signing = root.table("signing");
    signing.allowOnly(Set.of("command"));
    List<String> command = signing.optionalStrings("command");
    if (!command.isEmpty() && !Path.of(command.get(0)).isAbsolute()) {
      throw signing.complaint(
          "command",
          "\""
              + command.get(0)
              + "\" must be the whole path of a program, as no shell looks for it");
    }
    return new SigningPolicy(command);
  }
}
