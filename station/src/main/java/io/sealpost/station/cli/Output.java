package io.sealpost.station.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output in UTF-8, whatever the locale, which is what the other end of a pipe expects.
 * Buffered, and able to say why it failed, which a {@link PrintStream} alone does not. For one
 * thread.
 */
public final class Output extends PrintStream {
  private static final int BUFFER = 1 << 16;

  private final Target target;
  private final Sync sync;

  /** Puts on the disk what was written. */
  @FunctionalInterface
  public interface Sync {
    /** Waits until it is there. */
    void run() throws IOException;
  }

  private Output(Target target, Sync sync) {
    super(new BufferedOutputStream(target, BUFFER), false, StandardCharsets.UTF_8);
    this.target = target;
    this.sync = sync;
  }

  /**
   * Makes one.
   *
   * @param target where it goes
   * @param sync for a file; does nothing for a pipe or a terminal
   */
  public static Output to(OutputStream target, Sync sync) {
    return new Output(new Target(target), sync);
  }

  /** Hands over everything printed so far, and says why that failed, if now or ever it did. */
  public Optional<IOException> settled() {
    flush();
    if (target.failure.isEmpty()) {
      try {
        sync.run();
      } catch (IOException e) {
        target.failure = Optional.of(e);
      }
    }
    return target.failure;
  }

  private static final class Target extends FilterOutputStream {
    // Owned by the thread that prints.
    private Optional<IOException> failure = Optional.empty();

    private Target(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      try {
        out.write(octets, offset, length);
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
  }
}
