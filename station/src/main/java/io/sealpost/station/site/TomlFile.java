package io.sealpost.station.site;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Parses TOML; what is wrong with it becomes one line that names the file. */
final class TomlFile {
  private TomlFile() {}

  /**
   * Parses a whole file.
   *
   * @param file its name, for messages
   * @param content UTF-8
   * @param fault the exit code if it is not TOML
   */
  static TomlTable parse(String file, byte[] content, ExitCode fault) throws StationException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      UnmodifiableConfig root = new TomlParser().parse(text);
      return TomlTable.of(file, "", root, fault);
    } catch (CharacterCodingException e) {
      throw new StationException(fault, file + ": not UTF-8; save it as UTF-8", e);
    } catch (ParsingException e) {
      throw new StationException(fault, file + ": not TOML: " + reason(e, fault), e);
    }
  }

  private static String reason(ParsingException e, ExitCode fault) {
    // The parser quotes what it stumbled over; in a key file that may be the key, and
    // before an @ the password of a URL.
    if (fault == ExitCode.PERMISSION) {
      return "write it anew with \"sealpost key new\"";
    }
    String message = e.getMessage();
    String line = message == null ? "no reason given" : message.lines().findFirst().orElse("");
    return line.indexOf('@') < 0 ? line : "check the quotes around every value";
  }
}
