package io.sealpost.station.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Whether somebody sits there.
 *
 * @param input whether standard input is a terminal, so that questions can be asked
 * @param errors whether standard error is one, so that progress can be shown
 */
public record Terminal(boolean input, boolean errors) {
  /** Nobody. */
  public static final Terminal NONE = new Terminal(false, false);

  /** As the kernel says of this process. */
  public static Terminal ofProcess() {
    return new Terminal(isTerminal(0), isTerminal(2));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      Path file = Path.of("/proc/self/fd", String.valueOf(descriptor)).toRealPath();
      return file.startsWith("/dev/pts") || file.toString().startsWith("/dev/tty");
    } catch (IOException notNamed) {
      return false;
    }
  }
}
