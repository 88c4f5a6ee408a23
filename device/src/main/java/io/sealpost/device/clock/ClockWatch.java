package io.sealpost.device.clock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Asks the operating system from time to time whether the clock is synchronised, on a thread of its
 * own because the answer may take seconds.
 */
public final class ClockWatch implements ClockState, Runnable, AutoCloseable {
  private static final Duration WHILE_WAITING = Duration.ofSeconds(5);

  /** Each question starts a process. A clock that is set is doubted, and asked about, at once. */
  private static final Duration WHILE_WAITING_LONG = Duration.ofSeconds(30);

  private static final int PATIENT_AFTER = 12;
  private static final Duration WHILE_SYNCHRONISED = Duration.ofMinutes(10);

  private final Question question;
  private final Runnable changed;

  // A permit wakes the watching thread.
  private final Semaphore wake = new Semaphore(0);

  // Guarded by this: an answer to a question from before a doubt counts for nothing.
  private boolean synchronised;
  private boolean known;
  private long doubts;
  private int inVain;

  // Written by whoever closes, read by the watching thread.
  private volatile boolean closed;

  // Owned by the watching thread.
  private boolean complained;

  /** How the operating system is asked. */
  public interface Question {
    /**
     * Whether the clock is synchronised.
     *
     * @return empty if the system does not say
     */
    Optional<Boolean> ask() throws InterruptedException;
  }

  /**
   * @param question asked on the thread that runs this
   * @param changed told, on the thread that runs this, of the first answer and of every change of
   *     {@link #synchronised}
   */
  public ClockWatch(Question question, Runnable changed) {
    this.question = question;
    this.changed = changed;
  }

  @Override
  public synchronized boolean synchronised() {
    return synchronised;
  }

  @Override
  public synchronized boolean known() {
    return known;
  }

  @Override
  public synchronized void doubt() {
    synchronised = false;
    doubts++;
    inVain = 0;
    wake.release();
  }

  private synchronized long doubts() {
    return doubts;
  }

  /** Watches until closed or interrupted. */
  @Override
  public void run() {
    try {
      while (!closed) {
        if (wake.tryAcquire(look().toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the watching after the question that is being asked, if any. */
  @Override
  public void close() {
    closed = true;
    wake.release();
  }

  /**
   * Looks once.
   *
   * @return when to look again
   */
  Duration look() throws InterruptedException {
    long asked = doubts();
    Optional<Boolean> answer = question.ask();
    if (answer.isEmpty() && !complained) {
      complained = true;
      Logger.warn(
          "the system does not say whether the clock is synchronised; it counts as not synchronised"
              + " (device.toml: [clock] trust = true if it always is)");
    }
    boolean now = answer.orElse(false);
    if (learn(now, asked)) {
      changed.run();
    }
    return now ? WHILE_SYNCHRONISED : pause();
  }

  private synchronized Duration pause() {
    inVain++;
    return inVain < PATIENT_AFTER ? WHILE_WAITING : WHILE_WAITING_LONG;
  }

  private synchronized boolean learn(boolean now, long asked) {
    if (asked != doubts || (known && now == synchronised)) {
      return false;
    }
    inVain = 0;
    known = true;
    synchronised = now;
    return true;
  }
}
