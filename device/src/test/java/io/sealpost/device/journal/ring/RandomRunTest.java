package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.JournalException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RandomRunTest {
  private static final int SEEDS = 50;
  private static final int STEPS = 2000;

  @Test
  void holdsWhatItMustOverHundredThousandStepsWithCrashesAndFaults()
      throws IOException, JournalException {
    for (long seed = 0; seed < SEEDS; seed++) {
      run(seed, new RandomRun(seed));
    }
  }

  private static void run(long seed, RandomRun run) throws IOException, JournalException {
    int step = 0;
    try {
      for (; step < STEPS; step++) {
        run.step();
        if (step % 100 == 0) {
          run.verify();
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ", step " + step + ", " + run, e);
    }
  }

  /** Shows that the run above can fail. */
  @Test
  void findsLossesOnADiskThatOnlySaysThatItSyncs() throws IOException, JournalException {
    int losses = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomRun run = new RandomRun(seed);
      run.disk().setForceDoesNothing();
      try {
        run(seed, run);
      } catch (AssertionError e) {
        losses += String.valueOf(e.getCause()).contains("is lost") ? 1 : 0;
      }
    }
    assertTrue(losses > SEEDS / 2, losses + " of " + SEEDS + " runs found a loss");
  }
}
