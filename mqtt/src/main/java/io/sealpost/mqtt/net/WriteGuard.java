package io.sealpost.mqtt.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/**
 * Ends a write that does not come to an end: with nobody at the other side, TCP would go on for a
 * quarter of an hour once its buffer is full. Looks after one write at a time. While a connection
 * writes it looks once in each patience, and not at every write, which would wake the timer's
 * thread for each message. Safe for use by several threads.
 */
final class WriteGuard {
  private final long patience;
  private final BiFunction<Duration, Runnable, Future<?>> timer;
  private final Runnable stalled;

  // connection, guarded by this
  private boolean writing;
  private boolean watching;
  private boolean closed;
  private long began;
  private Future<?> next = CompletableFuture.completedFuture(null);

  /**
   * @param patience for one write
   * @param timer does something later, or ends the connection if it cannot
   * @param stalled ends the connection; called on the timer's thread
   */
  WriteGuard(Duration patience, BiFunction<Duration, Runnable, Future<?>> timer, Runnable stalled) {
    this.patience = patience.toNanos();
    this.timer = timer;
    this.stalled = stalled;
  }

  /** A write begins. */
  void begin() {
    if (isFirst()) {
      lookIn(patience);
    }
  }

  /** It came to an end. */
  synchronized void end() {
    writing = false;
  }

  /** There is nothing left to look after. */
  synchronized void close() {
    closed = true;
    next.cancel(false);
  }

  private synchronized boolean isFirst() {
    boolean first = !watching && !closed;
    writing = true;
    watching = true;
    began = System.nanoTime();
    return first;
  }

  // The timer is called with no lock held: it may end the connection, which closes this.
  private void lookIn(long nanos) {
    keep(timer.apply(Duration.ofNanos(nanos), this::look));
  }

  private synchronized void keep(Future<?> look) {
    next = look;
    if (closed) {
      look.cancel(false);
    }
  }

  private void look() {
    if (goesOn()) {
      long left = left();
      if (left > 0) {
        lookIn(left);
      } else {
        stalled.run();
      }
    }
  }

  private synchronized boolean goesOn() {
    watching = writing && !closed;
    return watching;
  }

  private synchronized long left() {
    return patience - (System.nanoTime() - began);
  }
}
