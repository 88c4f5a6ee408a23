package io.sealpost.sensors.i2c;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits by parking the thread. */
public final class Parking implements Pause {
  @Override
  public void await(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    // Parking may end early for no reason.
    while (left > 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException("told to stop " + Duration.ofNanos(left) + " early");
      }
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
  }
}
