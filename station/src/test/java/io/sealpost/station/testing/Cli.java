package io.sealpost.station.testing;

import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.station.cli.CommandTree;
import io.sealpost.station.cli.Environment;
import io.sealpost.station.cli.Output;
import io.sealpost.station.cli.Terminal;
import io.sealpost.station.link.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs command lines in this process. */
public final class Cli {
  /** The clock of every run. */
  public final FakeTime time = new FakeTime();

  /** The broker of every run. */
  public final FakeBroker broker = new FakeBroker();

  /** The environment variables. */
  public final Map<String, String> variables = new HashMap<>();

  /** Ends a run. */
  public final StopSignal stop = new StopSignal();

  /** Whether somebody sits there. */
  public Terminal terminal = Terminal.NONE;

  private Optional<String> outputFault = Optional.empty();

  /** What cannot be written to. */
  private record Broken(String fault) {
    private OutputStream stream() {
      return new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
          throw new IOException(fault);
        }
      };
    }
  }

  /**
   * What a run left.
   *
   * @param exitCode of the process
   * @param bytes on standard output
   * @param err on standard error
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  public record Result(int exitCode, byte[] bytes, String err) {
    /** Standard output as text. */
    public String out() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Makes every write to standard output fail in the next runs. */
  public void breakOutput(String fault) {
    outputFault = Optional.of(fault);
  }

  /** Makes writes to standard output succeed again. */
  public void mendOutput() {
    outputFault = Optional.empty();
  }

  /** Runs without standard input. */
  public Result run(String... arguments) {
    return run(new byte[0], arguments);
  }

  /** Runs with standard input. */
  public Result run(byte[] in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Output output =
        Output.to(outputFault.map(fault -> new Broken(fault).stream()).orElse(out), () -> {});
    Environment environment =
        new Environment(
            new ByteArrayInputStream(in),
            output,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            variables,
            ZoneOffset.UTC,
            time,
            () -> new FakeMailbox(time),
            broker,
            BcPrimitives::new,
            SecureRandom::new,
            stop,
            terminal);
    int exitCode = new CommandTree(environment).run(arguments);
    output.flush();
    return new Result(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }
}
