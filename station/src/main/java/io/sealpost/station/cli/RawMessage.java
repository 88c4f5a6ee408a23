package io.sealpost.station.cli;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** Raw bytes from standard input and to standard output. */
final class RawMessage {
  /** Most bytes of a sealed message. */
  static final int MAX_SIZE = 64 * 1024;

  private RawMessage() {}

  /** All there is, or one byte more than is allowed. */
  static byte[] read(InputStream in) throws StationException {
    try {
      return in.readNBytes(MAX_SIZE + 1);
    } catch (IOException e) {
      throw new StationException(
          ExitCode.INTERNAL, "standard input cannot be read: " + e.getMessage(), e);
    }
  }

  static void write(PrintStream out, byte[] message) throws StationException {
    out.write(message, 0, message.length);
    if (out.checkError()) {
      throw new StationException(ExitCode.INTERNAL, "standard output cannot be written");
    }
  }
}
