package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The wall clock of an agent, which is not right and can be set while it runs, and a {@code
 * timedatectl} that says what the test wants. Needs {@code faketime}.
 */
public final class FakeClock {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("'@'uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Path folder;

  private FakeClock(Path folder) {
    this.folder = folder;
  }

  /**
   * A clock that is not synchronised.
   *
   * @param folder its own
   */
  public static FakeClock create(Path folder) throws IOException {
    Files.createDirectories(folder);
    FakeClock clock = new FakeClock(folder);
    Path program = folder.resolve("timedatectl");
    Files.writeString(program, "#!/bin/sh\ncat " + clock.answer() + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    clock.synchronised(false);
    return clock;
  }

  private Path answer() {
    return folder.resolve("answer");
  }

  private Path time() {
    return folder.resolve("time");
  }

  /** What {@code timedatectl} says from now on. */
  public void synchronised(boolean synchronised) throws IOException {
    replace(answer(), synchronised ? "yes\n" : "no\n");
  }

  /** It shows this moment when the agent starts, and goes on from there. */
  public void startAt(Instant shown) throws IOException {
    replace(time(), FORM.format(shown));
  }

  /** It is set: off by so much from now on. */
  public void set(Duration offset) throws IOException {
    replace(time(), (offset.isNegative() ? "" : "+") + offset.toSeconds());
  }

  /** It is set to what it is. */
  public void setRight() throws IOException {
    set(Duration.ZERO);
  }

  private static void replace(Path file, String text) throws IOException {
    Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The environment of a program that sees this clock. */
  public Map<String, String> variables() {
    return Map.of(
        "LD_PRELOAD",
        Tool.FAKETIME.library(),
        "FAKETIME_TIMESTAMP_FILE",
        time().toString(),
        // Looked at every time, so that it can be set while the program runs.
        "FAKETIME_NO_CACHE",
        "1",
        // Only the wall clock is wrong; and without the second one Java's waiting never ends.
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        "NO_FAKE_STAT",
        "1",
        "TZ",
        "UTC",
        "PATH",
        folder + ":" + Map.copyOf(System.getenv()).getOrDefault("PATH", "/usr/bin:/bin"));
  }
}
