package io.sealpost.station.testing;

import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.station.cli.CommandTree;
import io.sealpost.station.cli.Environment;
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

  private boolean outputClosed;

  /** Nobody reads any more. */
  private static final class Gone extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      throw new IOException("Broken pipe");
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

  /** Makes every write to standard output fail from now on, as if its reader went away. */
  public void closeOutput() {
    outputClosed = true;
  }

  /** Runs without standard input. */
  public Result run(String... arguments) {
    return run(new byte[0], arguments);
  }

  /** Runs with standard input. */
  public Result run(byte[] in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            new ByteArrayInputStream(in),
            new PrintStream(outputClosed ? new Gone() : out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            variables,
            ZoneOffset.UTC,
            time,
            () -> new FakeMailbox(time),
            broker,
            BcPrimitives::new,
            SecureRandom::new,
            stop);
    int exitCode = new CommandTree(environment).run(arguments);
    return new Result(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }
}
