package io.sealpost.sensors;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of bytes that come in any pieces. A line that is too long is left out as a whole.
 * Used by one thread at a time.
 */
public final class LineSplitter {
  private final byte[] line;

  // Owned by the thread that reads.
  private int length;
  private boolean tooLong;

  /**
   * @param longest the most bytes of a line, 1 or more
   */
  public LineSplitter(int longest) {
    if (longest < 1) {
      throw new IllegalArgumentException("longest line " + longest + " must be 1 byte or more");
    }
    this.line = new byte[longest];
  }

  /**
   * Takes in some bytes.
   *
   * @param bytes of UTF-8; what is not comes out as U+FFFD
   * @param count how many of them, from the first
   * @param lines gets each line that ends in them, without its line feed and carriage returns
   *     before it
   */
  public void accept(byte[] bytes, int count, Consumer<String> lines) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        end(lines);
      } else if (length < line.length) {
        line[length++] = bytes[i];
      } else {
        tooLong = true;
      }
    }
  }

  /** Forgets the beginning of a line. */
  public void clear() {
    length = 0;
    tooLong = false;
  }

  private void end(Consumer<String> lines) {
    int end = length;
    while (end > 0 && line[end - 1] == '\r') {
      end--;
    }
    boolean whole = !tooLong;
    clear();
    if (whole) {
      lines.accept(new String(line, 0, end, StandardCharsets.UTF_8));
    }
  }
}
