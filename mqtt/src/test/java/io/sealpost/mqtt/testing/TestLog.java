package io.sealpost.mqtt.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was logged, and what was printed to standard error, since this was made. */
public final class TestLog implements AutoCloseable {
  private static final Path FILE = Path.of("target", "test.log");

  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final int start;

  /** Starts watching. */
  public TestLog() throws IOException {
    start = Files.exists(FILE) ? Files.readAllBytes(FILE).length : 0;
    System.setErr(new PrintStream(new Both(stderr, printed), true, StandardCharsets.UTF_8));
  }

  /** All of it. */
  public String text() throws IOException {
    byte[] all = Files.exists(FILE) ? Files.readAllBytes(FILE) : new byte[0];
    String logged = new String(all, start, all.length - start, StandardCharsets.UTF_8);
    return logged + printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setErr(stderr);
  }

  private static final class Both extends OutputStream {
    private final OutputStream first;
    private final OutputStream second;

    Both(OutputStream first, OutputStream second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void write(int octet) throws IOException {
      first.write(octet);
      second.write(octet);
    }
  }
}
