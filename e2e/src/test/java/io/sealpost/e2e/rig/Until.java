package io.sealpost.e2e.rig;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces. */
public final class Until {
  private static final Duration STEP = Duration.ofMillis(20);

  private Until() {}

  /**
   * Looks again and again until it holds.
   *
   * @param what for the message if it never does
   */
  public static void holds(String what, BooleanSupplier condition, Duration patience) {
    holds(what, condition, STEP, patience);
  }

  /**
   * Looks again and again until it holds.
   *
   * @param what for the message if it never does
   * @param step between two looks
   */
  public static void holds(
      String what, BooleanSupplier condition, Duration step, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError(what + ": not within " + patience);
      }
      pause(step);
    }
  }

  /** Lets time pass, where a fault is to come at no moment in particular. */
  public static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
