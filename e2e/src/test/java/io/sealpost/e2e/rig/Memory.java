package io.sealpost.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process takes. */
public final class Memory {
  private static final String RESIDENT = "VmRSS:";

  private Memory() {}

  /** Resident memory of a process in KiB: proc_pid_status(5). */
  public static long residentKib(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow(() -> new AssertionError("process " + pid + " is gone"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
