package io.sealpost.sensors.presence;

import java.time.Duration;

/** Lets news through at most once a second; what was held back goes out with the next. */
final class NewsGate {
  private static final long REST = Duration.ofSeconds(1).toNanos();

  private boolean waiting;
  private long openAt;

  /** There is news. */
  void add() {
    waiting = true;
  }

  /** Whether to tell now, which is then taken as done. */
  boolean take(long now) {
    boolean tell = waiting && now >= openAt;
    if (tell) {
      waiting = false;
      openAt = now + REST;
    }
    return tell;
  }

  /** How long until what waits can be told. */
  long idleFor(long now) {
    return waiting ? Math.max(0, openAt - now) : Long.MAX_VALUE;
  }
}
