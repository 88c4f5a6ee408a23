package io.sealpost.sensors.presence;

import java.time.Duration;

/** Calls again and again, on a thread of its own. */
interface Ticker extends AutoCloseable {
  /** What is called. */
  @FunctionalInterface
  interface Tick {
    /** Returns how soon the next call should come. */
    Duration tick();
  }

  /** Begins; called once. */
  void start(Tick tick);

  /** Ends; a call that is under way may still end later. */
  @Override
  void close();
}
