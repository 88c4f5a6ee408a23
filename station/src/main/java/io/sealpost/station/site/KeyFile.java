package io.sealpost.station.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** One file of the key ring: TOML with {@code format} and {@code key}, mode 0600. */
final class KeyFile {
  private static final int MAX_SIZE = 4096;

  private KeyFile() {}

  static DeviceKey read(DeviceId device, Path file) throws StationException {
    TomlTable table = TomlFile.parse(file.toString(), content(file), ExitCode.PERMISSION);
    table.allowOnly(Set.of("format", "key"));
    Format format = format(table);
    byte[] text = table.string("key").getBytes(UTF_8);
    SecretBytes psk =
        KeyText.parse(text, format)
            .orElseThrow(() -> table.complaint("key", "must be 64 hexadecimal digits"));
    Arrays.fill(text, (byte) 0);
    return new DeviceKey(device, format, psk);
  }

  static void write(Path file, DeviceId device, Format format, SecretBytes psk)
      throws StationException {
    byte[] line = KeyText.encode(psk, format);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(("# Key of device " + device + ". Keep it secret.\n").getBytes(UTF_8));
    content.writeBytes(("format = \"" + format.label() + "\"\nkey = \"").getBytes(UTF_8));
    content.write(line, 0, line.length - 1);
    content.writeBytes("\"\n".getBytes(UTF_8));
    Arrays.fill(line, (byte) 0);
    writeNew(file, content.toByteArray());
  }

  /** Writes a file that only its owner can read, and wipes {@code content}. */
  static void writeNew(Path file, byte[] content) throws StationException {
    try {
      SecretFile.writeNew(file, content);
    } catch (SecretFileException e) {
      throw new StationException(ExitCode.PERMISSION, String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static byte[] content(Path file) throws StationException {
    try {
      if (Privacy.openToOthers(file)) {
        throw new StationException(
            ExitCode.PERMISSION,
            file + ": the key is open to others; close it with: chmod 600 " + file);
      }
      if (Files.size(file) > MAX_SIZE) {
        throw new StationException(
            ExitCode.PERMISSION, file + ": too long for a key file, at most 4096 bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StationException(ExitCode.PERMISSION, file + ": " + FileFault.reading(file, e), e);
    }
  }

  private static Format format(TomlTable table) throws StationException {
    try {
      return Format.of(table.string("format"));
    } catch (IllegalArgumentException e) {
      throw table.complaint("format", String.valueOf(e.getMessage()));
    }
  }
}
