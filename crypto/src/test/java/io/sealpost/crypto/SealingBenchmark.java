package io.sealpost.crypto;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time and allocation of sealing and opening one message. To run it, in two minutes:
 *
 * <pre>{@code ./mvnw -q -pl crypto -Pbenchmark clean test-compile exec:exec}</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SealingBenchmark {
  /** The envelope. */
  @Param({"COSE_1", "COSE_2", "FERNET"})
  private Format format = Format.COSE_1;

  /** Plaintext in bytes. */
  @Param({"64", "256", "4096"})
  private int size;

  // Owned by the benchmark's thread, made anew for each run.
  private Sealer sealer = Samples.sealer(format);
  private Opener opener = Samples.opener(format);
  private byte[] plaintext = {};
  private byte[] sealed = {};

  /** Derives the keys, as an agent does once at its start. */
  @Setup
  public void prepare() {
    sealer = Samples.sealer(format);
    opener = Samples.opener(format);
    plaintext = Samples.bytes(size, 1);
    sealed = sealer.seal(Samples.UP, Samples.COUNTER, plaintext);
  }

  /** Wipes them. */
  @TearDown
  public void close() {
    sealer.close();
    opener.close();
  }

  /** Seals one message. */
  @Benchmark
  public byte[] seal() {
    return sealer.seal(Samples.UP, Samples.COUNTER, plaintext);
  }

  /** Opens one message. */
  @Benchmark
  public Opened open() throws RefusedException {
    return opener.open(Samples.UP, sealed);
  }
}
