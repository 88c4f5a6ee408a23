package io.sealpost.crypto;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to try one address with one key. To run it:
 *
 * <pre>{@code
 * ./mvnw -q -pl crypto -Pbenchmark -Dbenchmark=IrkBenchmark clean test-compile exec:exec
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class IrkBenchmark {
  private final Irk irk = new Irk(Samples.PRIMITIVES, Samples.key(1).part(0, Irk.SIZE));
  private final byte[] address = {0x40, 1, 2, 3, 4, 5};

  /** Tries an address that a stranger made. */
  @Benchmark
  public boolean tryAnAddress() {
    address[2]++;
    return irk.made(address);
  }
}
