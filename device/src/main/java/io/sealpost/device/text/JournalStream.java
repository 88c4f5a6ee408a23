package io.sealpost.device.text;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tinylog.Level;

/**
 * Output that goes to the journal of systemd, which takes the severity of a line from the {@code
 * <N>} at its beginning (sd-daemon(3)) and knows the time by itself.
 */
public final class JournalStream {
  /** Device and inode of the stream to the journal, {@code 8:4711} (systemd.exec(5)). */
  private static final String STREAM = "JOURNAL_STREAM";

  private JournalStream() {}

  /** Whether the standard output of this process is the journal. */
  public static boolean isStandardOutput() {
    return is(System.getenv(), Path.of("/proc/self/fd/1"));
  }

  /** Whether the standard error output of this process is the journal. */
  public static boolean isStandardError() {
    return is(System.getenv(), Path.of("/proc/self/fd/2"));
  }

  /**
   * Whether something is the journal: a program below the one that systemd started inherits the
   * variable, and may write elsewhere.
   *
   * @param descriptor what is written to; links are followed
   */
  static boolean is(Map<String, String> environment, Path descriptor) {
    String expected = environment.getOrDefault(STREAM, "");
    if (expected.isEmpty()) {
      return false;
    }
    try {
      Map<String, Object> found = Files.readAttributes(descriptor, "unix:dev,ino");
      return expected.equals(found.get("dev") + ":" + found.get("ino"));
    } catch (IOException | UnsupportedOperationException e) {
      // Then it cannot be told, and a line without its severity is a line all the same.
      return false;
    }
  }

  /** What begins a line of this level: {@code <3>}, {@code <4>}, {@code <6>} or {@code <7>}. */
  static String prefix(Level level) {
    return switch (level) {
      case ERROR, OFF -> "<3>";
      case WARN -> "<4>";
      case INFO -> "<6>";
      case DEBUG, TRACE -> "<7>";
    };
  }

  /** All lines that are printed as errors. */
  public static PrintStream errors(PrintStream to) {
    return new PrintStream(new Prefixed(to), true, Charset.defaultCharset());
  }

  /** Each line with its severity, in one write. For several threads. */
  private static final class Prefixed extends FilterOutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Prefixed(OutputStream to) {
      super(to);
    }

    @Override
    public synchronized void write(int each) throws IOException {
      if (line.size() == 0) {
        line.writeBytes(new byte[] {'<', '3', '>'});
      }
      line.write(each);
      if (each == '\n') {
        finish();
      }
    }

    @Override
    public synchronized void write(byte[] text, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(text[i]);
      }
    }

    /** What does not end with a line end is kept until it does. */
    @Override
    public synchronized void flush() throws IOException {
      out.flush();
    }

    private void finish() throws IOException {
      out.write(line.toByteArray());
      line.reset();
    }
  }
}
