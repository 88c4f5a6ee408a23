package io.sealpost.device.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.device.supervision.Supervisor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * systemd, told by sd_notify(3): every word is one datagram. Java opens no datagram socket of Unix;
 * the launcher does, connects it, makes it the standard input of the agent, which nothing reads,
 * and says in {@code SEALPOST_NOTIFY} which one it is. It does not block: a word that systemd has
 * no room for is lost. For one thread at a time.
 */
public final class NotifySocket implements Supervisor {
  /** Where systemd listens, unless the launcher has connected to it: then it is not told on. */
  private static final String ADDRESS = "NOTIFY_SOCKET";

  /** What standard input is, as the kernel calls it: {@code socket:[inode]}. */
  private static final String HANDED_OVER = "SEALPOST_NOTIFY";

  private static final String PERIOD = "WATCHDOG_USEC";
  private static final String WATCHED = "WATCHDOG_PID";

  private final OutputStream socket;
  private final Optional<Duration> watchdog;

  // For as long as the process lives.
  private boolean complained;

  /**
   * @param socket writes each array as one datagram
   */
  NotifySocket(OutputStream socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * systemd, or nobody if nobody waits for a word or the socket was not handed over, which is
   * logged.
   *
   * @param environment of this process
   * @param pid of this process
   * @param input {@code /proc/self/fd/0}
   */
  public static Supervisor of(Map<String, String> environment, long pid, Path input) {
    String address = environment.getOrDefault(ADDRESS, "");
    String expected = environment.getOrDefault(HANDED_OVER, "");
    if (address.isEmpty() && expected.isEmpty()) {
      return NOBODY;
    }
    String found = link(input);
    if (expected.isEmpty() || !expected.equals(found)) {
      Logger.warn(
          "systemd waits for word at {}, but standard input is {}: start the agent by"
              + " sealpost-device, which needs perl, or have its unit say Type=exec and WatchdogSec=0",
          address.isEmpty() ? expected : address,
          found);
      return NOBODY;
    }
    return new NotifySocket(new FileOutputStream(FileDescriptor.in), watchdog(environment, pid));
  }

  private static String link(Path input) {
    try {
      return Files.readSymbolicLink(input).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "unknown (" + e.getMessage() + ")";
    }
  }

  /** As sd_watchdog_enabled(3) has it. */
  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String period = environment.getOrDefault(PERIOD, "");
    String watched = environment.getOrDefault(WATCHED, "");
    if (period.isEmpty() || !(watched.isEmpty() || watched.equals(Long.toString(pid)))) {
      return Optional.empty();
    }
    try {
      Duration wanted = Duration.of(Long.parseLong(period), TimeUnit.MICROSECONDS.toChronoUnit());
      return Optional.of(wanted).filter(usable -> !usable.isNegative() && !usable.isZero());
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      Logger.warn("{} is {}: expected microseconds; no sign of life is given", PERIOD, period);
      return Optional.empty();
    }
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  @Override
  public void ready() {
    send("READY=1");
  }

  @Override
  public void status(String words) {
    send("STATUS=" + words);
  }

  @Override
  public void alive() {
    send("WATCHDOG=1");
  }

  @Override
  public void starting(Duration patience) {
    send("EXTEND_TIMEOUT_USEC=" + micros(patience));
  }

  @Override
  public void watchdog(Duration period) {
    if (watchdog.isPresent()) {
      send("WATCHDOG_USEC=" + micros(period));
    }
  }

  @Override
  public void stopping() {
    send("STOPPING=1");
  }

  private static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }

  private void send(String assignment) {
    if (assignment.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a word to systemd is one line: " + assignment);
    }
    try {
      socket.write(assignment.getBytes(UTF_8));
    } catch (IOException e) {
      if (!complained) {
        complained = true;
        Logger.warn(
            "systemd could not be told {}: {}; the agent goes on, and says this once",
            assignment,
            e.getMessage());
      }
    }
  }
}
