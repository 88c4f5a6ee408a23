package io.sealpost.device.clock;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the machine has been running, see proc_pid(5) and random(4).
 *
 * @param id of this boot of the machine, 36 characters as the kernel writes them
 * @param uptime of the machine, to 10 ms
 */
public record MachineBoot(String id, Duration uptime) {
  /**
   * @throws IllegalArgumentException if {@code id} is not as the kernel writes it
   */
  public MachineBoot {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw new IllegalArgumentException(
          "boot id \"" + id + "\" of the machine must be 36 characters of 0-9 a-f -");
    }
  }

  /**
   * This moment.
   *
   * @param proc {@code /proc}
   * @return empty where the kernel does not say
   */
  public static Optional<MachineBoot> now(Path proc) {
    try {
      String id = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
      String seconds = Files.readString(proc.resolve("uptime")).split(" ", -1)[0];
      long millis = new BigDecimal(seconds).movePointRight(3).longValueExact();
      return Optional.of(new MachineBoot(id, Duration.ofMillis(millis)));
    } catch (IOException | ArithmeticException | IllegalArgumentException e) {
      // Not Linux, or none that we know: then boots that were not dated stay so.
      return Optional.empty();
    }
  }
}
