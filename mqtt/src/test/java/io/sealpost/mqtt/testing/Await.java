package io.sealpost.mqtt.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, long enough for the slowest machine. */
public final class Await {
  /** Far beyond what anything needs: a test that waits this long has failed. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private Await() {}

  /** Returns as soon as the condition holds; fails with the text if it never does. */
  public static void until(String what, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("still not after " + PATIENCE.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
