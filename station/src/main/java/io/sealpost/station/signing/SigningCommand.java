package io.sealpost.station.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinylog.Logger;

/**
 * The site's own command that signs. The request comes to its standard input in PEM, the device's
 * id as its last argument; what it says on standard error goes to ours. It is over when it has
 * ended, though it may have started something that stays and still has its standard output, as an
 * agent for passphrases does.
 *
 * @param command program and arguments, at least one; no shell looks at any of them
 * @param patience after which it is killed, and what it started
 */
public record SigningCommand(List<String> command, Duration patience) implements Signer {
  /** Somebody may have to type a passphrase. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Copies the command. */
  public SigningCommand {
    command = List.copyOf(command);
  }

  /** With as long as a person needs for a passphrase. */
  public SigningCommand(List<String> command) {
    this(command, PATIENCE);
  }

  @Override
  public byte[] sign(DeviceId device, SigningRequest request) throws StationException {
    List<String> line = new ArrayList<>(command);
    line.add(device.value());
    Process process = start(line);
    Output output = new Output(process);
    try {
      long deadlineNanos = System.nanoTime() + patience.toNanos();
      output.start();
      hand(process, request);
      CompletableFuture.anyOf(output.end(), process.onExit())
          .get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (output.isTooMuch()) {
        throw tooMuch();
      }
      if (!process.waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw tooLate();
      }
      if (process.exitValue() != 0) {
        throw failed("ended with exit code " + process.exitValue());
      }
      byte[] chain = output.whole();
      if (output.isTooMuch()) {
        throw tooMuch();
      }
      return chain;
    } catch (TimeoutException e) {
      throw tooLate();
    } catch (ExecutionException e) {
      throw failed("could not be read: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      // Before it: nobody knows afterwards whose they were.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(List<String> line) throws StationException {
    try {
      return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw failed("cannot be run: " + e.getMessage());
    }
  }

  private static void hand(Process process, SigningRequest request) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(request.pem().getBytes(US_ASCII));
    } catch (IOException e) {
      // How it ends tells what became of it without the request.
      Logger.trace(e, "the request was not read");
    }
  }

  private StationException tooMuch() {
    return failed("wrote more than " + Output.MOST_BYTES + " bytes");
  }

  private StationException tooLate() {
    return failed("did not end within " + patience.toSeconds() + " s and was killed");
  }

  private StationException failed(String how) {
    return new StationException(
        ExitCode.REFUSED, "[signing] command: " + command.get(0) + " " + how);
  }
}
