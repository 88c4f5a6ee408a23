package io.sealpost.sensors.i2c;

import java.time.Duration;

/** A clock that runs only while somebody waits. */
public final class FakeTime implements Pause {
  /** Since the test began. */
  Duration now = Duration.ZERO;

  /** Whether the thread is told to stop while it waits. */
  boolean stopping;

  @Override
  public void await(Duration time) throws InterruptedException {
    if (stopping) {
      throw new InterruptedException("stopping");
    }
    now = now.plus(time);
  }

  boolean reached(Duration moment) {
    return now.compareTo(moment) >= 0;
  }
}
