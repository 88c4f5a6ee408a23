package io.sealpost.station;

import io.sealpost.station.link.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Run when the process is told to end: lets a command that listens finish in order, and ends with
 * its exit code instead of the signal's.
 */
final class Ending implements Runnable {
  private static final long PATIENCE_SECONDS = 5;

  private final StopSignal stop;
  private final CountDownLatch reached = new CountDownLatch(1);
  // Written by the main thread before the latch opens, read after it by the ending thread.
  private volatile int exitCode = ExitCode.INTERNAL.code();

  Ending(StopSignal stop) {
    this.stop = stop;
  }

  /** The command came to its end. */
  void reached(int code) {
    exitCode = code;
    reached.countDown();
  }

  @Override
  public void run() {
    if (reached.getCount() == 0 || !stop.request()) {
      return;
    }
    try {
      if (reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
