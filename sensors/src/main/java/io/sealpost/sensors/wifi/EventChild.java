package io.sealpost.sensors.wifi;

import io.sealpost.sensors.LineSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A program that prints events for as long as it lives. */
final class EventChild implements EventSource {
  /** The list of channels after a scan is the longest that matters not. */
  private static final int LONGEST_LINE = 1024;

  private final List<String> command;

  // Guarded by this.
  private @Nullable Process process;
  private boolean closed;

  /**
   * @param command the program and its arguments
   */
  EventChild(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public void listen(Consumer<String> line) throws IOException {
    Process started = start();
    try (InputStream output = started.getInputStream()) {
      LineSplitter splitter = new LineSplitter(LONGEST_LINE);
      byte[] buffer = new byte[4096];
      for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
        splitter.accept(buffer, count, line);
      }
    } finally {
      started.destroyForcibly();
    }
  }

  private synchronized Process start() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process started = builder.start();
    process = started;
    started.getOutputStream().close();
    return started;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
