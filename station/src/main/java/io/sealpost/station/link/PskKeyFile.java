package io.sealpost.station.link;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The file of a pre-shared key: one line of hexadecimal digits, for its owner only. Read anew each
 * time, so that a key that was replaced counts from the next connect.
 *
 * @param file where it is
 */
record PskKeyFile(Path file) {
  /**
   * @throws StationException if it cannot be used at present
   */
  void check() throws StationException {
    try {
      Arrays.fill(read(), (byte) 0);
    } catch (UncheckedIOException e) {
      throw new StationException(ExitCode.PERMISSION, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The key, 16 to 64 bytes, which the caller wipes.
   *
   * @throws UncheckedIOException naming the file, what is wrong with it and what to do
   */
  byte[] read() {
    try (SecretBytes key = SecretFile.readPreSharedKey(file)) {
      return key.reveal();
    } catch (SecretFileException e) {
      String message = "[broker] psk-file: " + e.getMessage();
      throw new UncheckedIOException(message, new IOException(message, e));
    }
  }
}
