package io.sealpost.sensors.wifi;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that prints a little and ends soon.
 *
 * @param command the program and its arguments
 * @param timeout after which it is killed
 * @param maxBytes after which it is killed, 1 or more
 * @param remedy what to do when the program is missing
 */
record BoundedCommand(List<String> command, Duration timeout, int maxBytes, String remedy) {
  /**
   * @throws IllegalArgumentException if there is no program, or a bound is not positive
   */
  BoundedCommand {
    command = List.copyOf(command);
    if (command.isEmpty() || timeout.isNegative() || timeout.isZero() || maxBytes < 1) {
      throw new IllegalArgumentException(
          "command "
              + command
              + " needs a program, time ("
              + timeout
              + ") and bytes ("
              + maxBytes
              + ")");
    }
  }

  /**
   * Runs it.
   *
   * @return what it printed
   * @throws SensorException if it is missing, fails, takes too long or prints too much
   */
  String run() throws SensorException {
    Process process = start();
    try {
      return outputOf(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start() throws SensorException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new SensorException(
          Kind.ABSENT, command.get(0) + " cannot be run (" + e.getMessage() + "): " + remedy, e);
    }
  }

  private String outputOf(Process process) throws SensorException {
    FutureTask<byte[]> output = new FutureTask<>(() -> read(process.getInputStream()));
    Thread reader = new Thread(output, "output of " + command.get(0));
    reader.setDaemon(true);
    reader.start();
    try {
      byte[] bytes = output.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (bytes.length > maxBytes) {
        throw new SensorException(
            Kind.BAD_READING, this + " printed more than " + maxBytes + " bytes");
      }
      return checked(process, new String(bytes, StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw late(e);
    } catch (ExecutionException e) {
      throw new SensorException(Kind.BAD_READING, this + " broke off: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SensorException(Kind.TIMED_OUT, "interrupted while waiting for " + this, e);
    }
  }

  private String checked(Process process, String text)
      throws SensorException, InterruptedException, TimeoutException {
    if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("output closed, process alive");
    }
    if (process.exitValue() != 0) {
      String words =
          text.isBlank()
              ? "it said nothing; something forbids it a system call: try it as the agent's user, and"
                  + " compare SystemCallFilter of the unit with the one that the package has"
              : Excerpt.of(text.strip());
      throw new SensorException(
          Kind.ABSENT, this + " failed with exit code " + process.exitValue() + ": " + words);
    }
    return text;
  }

  private SensorException late(TimeoutException cause) {
    return new SensorException(
        Kind.TIMED_OUT, this + " did not end within " + timeout.toMillis() + " ms", cause);
  }

  private byte[] read(InputStream stream) throws IOException {
    return stream.readNBytes(maxBytes + 1);
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }
}
