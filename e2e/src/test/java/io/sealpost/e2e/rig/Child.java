package io.sealpost.e2e.rig;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A program that runs, and what it prints. */
public final class Child implements AutoCloseable {
  /** Exit code of a program that leaves a SIGTERM to its runtime: 128 + 15. */
  private static final int SIGTERM = 143;

  /** Exit code of a program that was killed: 128 + 9. */
  private static final int SIGKILL = 137;

  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Growing<String> out;
  private final Growing<String> err;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.out = transcript("output of " + name, process.getInputStream());
    this.err = transcript("errors of " + name, process.getErrorStream());
  }

  /** Starts it with nothing on its standard input. */
  public static Child start(String name, List<String> command) {
    return start(name, command, Map.of());
  }

  /** Starts it with these variables added to its environment. */
  public static Child start(String name, List<String> command, Map<String, String> variables) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      return new Child(name, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a program left behind that ran to its end. */
  @SuppressWarnings("ArrayRecordComponent") // looked at once, never compared
  public record Finished(int code, byte[] out, String err) {
    /** Its output as text. */
    public String text() {
      return new String(out, StandardCharsets.UTF_8);
    }
  }

  /** Runs a program to its end. */
  public static Finished run(String name, List<String> command, byte[] input) {
    try {
      Process process = new ProcessBuilder(command).start();
      Growing<String> err = transcript("errors of " + name, process.getErrorStream());
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      process.getInputStream().transferTo(out);
      int code = process.waitFor();
      err.awaitEnd();
      return new Finished(code, out.toByteArray(), String.join("\n", err.all()));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + name + " ran", e);
    }
  }

  /** Runs a program that must succeed. */
  public static void succeed(List<String> command) {
    Finished finished = run(command.get(0), command, new byte[0]);
    if (finished.code() != 0) {
      throw new AssertionError(
          String.join(" ", command) + " ended with " + finished.code() + ": " + finished.err());
    }
  }

  private static Growing<String> transcript(String name, InputStream stream) {
    Growing<String> transcript = new Growing<>(name);
    Thread reader = new Thread(() -> copy(stream, transcript), name);
    reader.setDaemon(true);
    reader.start();
    return transcript;
  }

  private static void copy(InputStream stream, Growing<String> transcript) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        transcript.add(line);
      }
    } catch (IOException e) {
      transcript.add("(cannot be read any more: " + e + ")");
    } finally {
      transcript.end();
    }
  }

  /** Its standard output. */
  public Growing<String> out() {
    return out;
  }

  /** Its standard error. */
  public Growing<String> err() {
    return err;
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended: the exit code, and how long it took from the signal. */
  public record Exit(int code, Duration took) {}

  /** Sends SIGTERM and waits. */
  public Exit terminate() {
    long start = System.nanoTime();
    // Not Process.destroy(), which closes the pipes and loses the last words.
    process.toHandle().destroy();
    int code = awaitExit(FAREWELL);
    return new Exit(code, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Sends SIGKILL and waits: it has no time for anything. */
  public void kill() {
    process.toHandle().destroyForcibly();
    awaitExit(FAREWELL);
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits until it ends by itself and has told everything. */
  public int awaitExit(Duration patience) {
    if (!ends(patience)) {
      process.destroyForcibly();
      throw new AssertionError(name + " did not end within " + patience + "\n" + out + "\n" + err);
    }
    out.awaitEnd();
    err.awaitEnd();
    return process.exitValue();
  }

  private boolean ends(Duration patience) {
    try {
      return process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the end of " + name, e);
    }
  }

  @Override
  public String toString() {
    return out + "\n" + err;
  }

  /**
   * Stops it if it still runs, as roughly as needed. It is asked again each second: Mosquitto
   * forgets a SIGTERM that comes between its word that it runs and its loop.
   */
  @Override
  public void close() {
    if (process.isAlive()) {
      long asked = 0;
      do {
        process.toHandle().destroy();
        asked++;
      } while (!ends(Duration.ofSeconds(1)) && asked < FAREWELL.toSeconds());
      // a rude end, and a word about it, if that was in vain
      awaitExit(Duration.ZERO);
    } else if (!Set.of(0, SIGTERM, SIGKILL).contains(process.exitValue())) {
      // It ended before its test was over: its last words are the reason of whatever failed.
      System.err.println(name + " ended with " + process.exitValue() + "\n" + this);
    }
  }
}
