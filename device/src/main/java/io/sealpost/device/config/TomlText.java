package io.sealpost.device.config;

import com.electronwill.nightconfig.core.CommentedConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** A TOML file as read, and the words for everything that is wrong with it. */
final class TomlText {
  private static final long MAX_BYTES = 256 * 1024;
  private static final Pattern SECRET = Pattern.compile("(?i).*(pass|psk|secret|token|irk).*");

  private final Path file;
  private final List<String> lines;
  private final KeyLines keyLines;

  private TomlText(Path file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
    this.keyLines = new KeyLines(lines);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is missing, unreadable, longer than 256 KiB or not UTF-8
   */
  static TomlText read(Path file) throws ConfigException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file + ": longer than 256 KiB; is this the right file?");
      }
      return new TomlText(file, Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": no such file; name one with --config FILE", e);
    } catch (AccessDeniedException e) {
      throw new ConfigException(
          file + ": may not be read by this user; chown or chmod the file", e);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not UTF-8; save it as UTF-8", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The file, as it was named. */
  Path file() {
    return file;
  }

  /** The values of the file. */
  CommentedConfig parse() throws ConfigException {
    try {
      return new TomlParser().parse(String.join("\n", lines) + "\n");
    } catch (ParsingException e) {
      int line = firstBadLine();
      throw new ConfigException(
          file + ": line " + line + ": not valid TOML: " + reason(line, e), e);
    }
  }

  /** Words for a key that is wrong. */
  ConfigException wrong(String key, String problem) {
    OptionalInt line = keyLines.of(key);
    String where = line.isPresent() ? "line " + line.getAsInt() + ": " : "";
    return new ConfigException(file + ": " + where + key + ": " + problem);
  }

  /** The parser does not count lines: the fault begins after the longest start that it accepts. */
  private int firstBadLine() {
    for (int good = lines.size() - 1; good > 0; good--) {
      if (parses(String.join("\n", lines.subList(0, good)) + "\n")) {
        return good + 1;
      }
    }
    return 1;
  }

  private static boolean parses(String text) {
    try {
      new TomlParser().parse(text);
      return true;
    } catch (ParsingException e) {
      return false;
    }
  }

  /** The parser quotes what it read, and a password may stand there by mistake. */
  private String reason(int line, ParsingException e) {
    boolean secret = line <= lines.size() && SECRET.matcher(lines.get(line - 1)).matches();
    return secret
        ? "write strings in double quotes, one key in a line"
        : String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
