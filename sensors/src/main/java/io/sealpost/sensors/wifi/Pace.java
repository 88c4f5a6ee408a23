package io.sealpost.sensors.wifi;

import java.time.Duration;

/** A clock, and one thread that does things when it is time for them. */
interface Pace extends AutoCloseable {
  /** The monotonic clock, in nanoseconds; only differences mean something. */
  long nanoTime();

  /**
   * Does something later, on the thread of this pace, never two things at once. Does nothing once
   * this is closed.
   *
   * @param delay 0 or more
   */
  void after(Duration delay, Runnable task);

  /** Interrupts what is being done and drops what is not. */
  @Override
  void close();
}
