package io.sealpost.device.clock;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks systemd, which asks the kernel ({@code adjtimex}, STA_UNSYNC): that is right whichever
 * program disciplines the clock. Where systemd cannot be asked, the mark that systemd-timesyncd
 * leaves after its first synchronisation has to do.
 */
public final class Timedatectl implements ClockWatch.Question {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<String> command;
  private final Path mark;

  /** The system's own. */
  public Timedatectl() {
    this(
        List.of("timedatectl", "show", "-p", "NTPSynchronized", "--value"),
        Path.of("/run/systemd/timesync/synchronized"));
  }

  /**
   * @param command prints {@code yes} or {@code no}
   * @param mark a file that is there when the clock was synchronised
   */
  Timedatectl(List<String> command, Path mark) {
    this.command = List.copyOf(command);
    this.mark = mark;
  }

  @Override
  public Optional<Boolean> ask() throws InterruptedException {
    Optional<Boolean> answer = run();
    return answer.isEmpty() && Files.exists(mark) ? Optional.of(true) : answer;
  }

  private Optional<Boolean> run() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            ? answer(process)
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      // No such program, or it died while it spoke: the system does not say.
      return Optional.empty();
    }
  }

  private static Optional<Boolean> answer(Process process) throws IOException {
    return switch (new String(process.getInputStream().readNBytes(16), US_ASCII).strip()) {
      case "yes" -> Optional.of(true);
      case "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
