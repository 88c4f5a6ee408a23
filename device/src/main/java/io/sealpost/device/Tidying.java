package io.sealpost.device;

import java.time.Duration;

/**
 * Gives back, once, what the start needed and nothing needs any more: a quarter of the heap, which
 * the collector would keep until it is full for the first time. Owned by the agent's thread.
 */
final class Tidying {
  /** By then the agent is connected, where it can be, and its classes are ready. */
  static final Duration AFTER = Duration.ofMinutes(1);

  private final Runnable collector;
  private boolean done;

  /**
   * @param collector collects all garbage
   */
  Tidying(Runnable collector) {
    this.collector = collector;
  }

  /**
   * Does what is due.
   *
   * @param nanos since the agent started
   */
  void tick(long nanos) {
    if (!done && nanos >= AFTER.toNanos()) {
      done = true;
      collector.run();
    }
  }
}
