package io.sealpost.station.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Writers onto the standard streams. */
final class Writers {
  private Writers() {}

  /** One that flushes at every line. */
  static PrintWriter of(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
