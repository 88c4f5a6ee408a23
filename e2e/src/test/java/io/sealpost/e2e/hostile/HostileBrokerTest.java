package io.sealpost.e2e.hostile;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 100,000 commands and answers of several sites, through brokers that mean ill. Another run with
 * the same draws: {@code -Dsealpost.seed=N}.
 */
final class HostileBrokerTest {
  private static final int MESSAGES = 100_000;
  private static final int SITES = 4;
  private static final int SOON = 10_000;

  private final long seed = Long.getLong("sealpost.seed", System.nanoTime());

  @TempDir Path folder;

  @Test
  void noCommandIsObeyedTwiceLateElsewhereOrAfterReboot() throws Exception {
    System.out.println("hostile broker with -Dsealpost.seed=" + seed);
    long began = System.nanoTime();
    List<String> sums = new Parts(SITES).run(this::site);
    sums.forEach(System.out::println);
    System.out.printf("%.1f s%n", (System.nanoTime() - began) / 1e9);
  }

  private String site(int number) throws Exception {
    Path own = Files.createDirectory(folder.resolve("site-" + number));
    try (Simulation simulation = new Simulation(new Random(seed + number), Nature.SOUND, own)) {
      simulation.run(MESSAGES / SITES, true);
      assertTrue(simulation.looks() > 0, "nobody looked");
      return simulation.toString();
    } catch (AssertionError e) {
      throw new AssertionError(
          "with -Dsealpost.seed=" + (seed + number) + ": " + e.getMessage(), e);
    }
  }

  @ParameterizedTest(name = "{0} is noticed")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOUND")
  void faultIsNoticed(Nature nature) throws Exception {
    try (Simulation simulation = new Simulation(new Random(seed), nature, folder)) {
      AssertionError noticed =
          assertThrows(AssertionError.class, () -> simulation.run(SOON, false), nature::toString);
      assertTrue(
          String.valueOf(noticed.getMessage()).contains(nature.noticed()), noticed::toString);
    }
  }
}
