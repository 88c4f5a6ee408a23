package io.sealpost.e2e.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.hostile.RotationRun.Liar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 1,000 runs in which rotations are interrupted at every step: processes of the station killed,
 * agents killed, power cut, disks that fail, messages lost. Another run with the same draws: {@code
 * -Dsealpost.seed=N}.
 */
final class RotationRunTest {
  private static final int RUNS = 1_000;
  private static final int PARTS = 8;
  private static final int RUNS_OF_LIARS = 300;
  private static final Set<String> EVERY_END =
      Set.of(
          "before drawing",
          "within drawing",
          "after drawing",
          "before promoting",
          "within promoting",
          "after promoting",
          "before securing",
          "within securing",
          "after securing",
          "before confirming",
          "within confirming",
          "after confirming",
          "before sending",
          "after sending",
          "disk write",
          "disk sync of a file",
          "disk rename",
          "disk sync of the folder");

  private final long seed = Long.getLong("sealpost.seed", System.nanoTime());

  // What is written is never read after a real power cut, and real disks are slow.
  @TempDir(factory = InMemory.class)
  Path folder;

  /** What came of some runs. */
  private record Sum(long rotations, Map<String, Integer> ends) {
    Sum plus(Sum other) {
      Map<String, Integer> both = new TreeMap<>(ends);
      other.ends.forEach((where, times) -> both.merge(where, times, Integer::sum));
      return new Sum(rotations + other.rotations, both);
    }
  }

  @Test
  void everyRunEndsWithOneAgreedKey() throws Exception {
    System.out.println("rotations with -Dsealpost.seed=" + seed);
    long began = System.nanoTime();
    Sum sum =
        new Parts(PARTS)
            .run(part -> runs(part * RUNS / PARTS, RUNS / PARTS, Liar.NOBODY)).stream()
                .reduce(new Sum(0, Map.of()), Sum::plus);
    System.out.printf(
        "%d runs, %d rotations; ended %s; %.1f s%n",
        RUNS, sum.rotations(), sum.ends(), (System.nanoTime() - began) / 1e9);
    assertTrue(sum.rotations() >= RUNS, sum.rotations() + " rotations");
    assertEquals(EVERY_END, sum.ends().keySet());
  }

  @ParameterizedTest(name = "{0} is noticed")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOBODY")
  void diskThatLiesIsNoticed(Liar liar) {
    assertThrows(AssertionError.class, () -> runs(0, RUNS_OF_LIARS, liar));
  }

  private Sum runs(int first, int count, Liar liar) throws Exception {
    Map<String, Integer> ends = new TreeMap<>();
    long rotations = 0;
    for (int i = first; i < first + count; i++) {
      Path own = Files.createDirectory(folder.resolve("run-" + i));
      try (RotationRun run = new RotationRun(new Random(seed + i), liar, own, ends)) {
        rotations += run.run();
      } catch (AssertionError e) {
        throw new AssertionError("-Dsealpost.seed=" + (seed + i) + ": " + e.getMessage(), e);
      }
    }
    return new Sum(rotations, ends);
  }
}
