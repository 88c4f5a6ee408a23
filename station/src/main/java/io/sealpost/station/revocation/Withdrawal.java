package io.sealpost.station.revocation;

import io.sealpost.protocol.DeviceId;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the site's own command that withdraws a device's access to the broker.
 *
 * @param command program and arguments; the device's id follows as the last one, and no shell looks
 *     at any of them
 */
public record Withdrawal(List<String> command) {
  private static final long PATIENCE_SECONDS = 60;
  private static final File NOTHING = new File("/dev/null");

  /** Copies the command. */
  public Withdrawal {
    command = List.copyOf(command);
  }

  /**
   * Runs it. What it says on its standard error goes to ours.
   *
   * @return why it failed; empty if it did not
   */
  public Optional<String> of(DeviceId device) {
    List<String> line = new ArrayList<>(command);
    line.add(device.value());
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectInput(NOTHING)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return ending(process);
    } catch (IOException e) {
      return Optional.of(command.get(0) + " cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(command.get(0) + " was interrupted");
    }
  }

  private Optional<String> ending(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Optional.of(
          command.get(0) + " did not end within " + PATIENCE_SECONDS + " s and was killed");
    }
    int code = process.exitValue();
    return code == 0
        ? Optional.empty()
        : Optional.of(command.get(0) + " ended with exit code " + code);
  }
}
