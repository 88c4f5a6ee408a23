package io.sealpost.station.cli;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.FileFault;
import io.sealpost.station.site.Privacy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads the key that {@code open} and {@code seal} are given. One that others can read is used with
 * a warning, unlike a key of the ring: these two commands are for tests and scripts, whose keys are
 * written for the moment under whatever umask.
 */
final class PskFile {
  private static final int MAX_SIZE = 1024;

  private PskFile() {}

  /**
   * Reads it.
   *
   * @throws StationException if it cannot be read or is no key; a key in place of the file's name
   *     is a fault of the command line and not quoted
   */
  static SecretBytes read(Path file, Format format, PrintStream warnings) throws StationException {
    requireName(file);
    byte[] text = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      text = in.readNBytes(MAX_SIZE);
      if (Privacy.openToOthers(file)) {
        warnings.println("warning: " + file + ": others can read this key; chmod 600 " + file);
      }
      return KeyText.parse(text, format)
          .orElseThrow(
              () ->
                  new StationException(
                      ExitCode.PERMISSION,
                      file
                          + ": not a key: 64 hexadecimal digits are expected"
                          + (format == Format.FERNET ? ", or 44 characters of base64url" : "")));
    } catch (IOException e) {
      throw new StationException(
          ExitCode.PERMISSION, "--psk-file " + file + ": " + FileFault.reading(file, e), e);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static void requireName(Path file) throws StationException {
    if (file.toString().isEmpty()) {
      throw new StationException(
          ExitCode.USAGE, "--psk-file is empty; give it the name of the file that holds the key");
    }
    if (KeyShape.is(file.toString()) && !Files.exists(file)) {
      throw new StationException(
          ExitCode.USAGE,
          "--psk-file expects the name of the file that holds the key, not the key itself; a key"
              + " on a command line is no secret any more, draw a new one");
    }
  }
}
