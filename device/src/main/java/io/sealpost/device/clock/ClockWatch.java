package io.sealpost.device.clock;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Asks the operating system from time to time whether the clock is synchronised, on a thread of its
 * own because the answer may take seconds.
 */
public final class ClockWatch implements ClockState, Runnable, AutoCloseable {
  private static final Duration WHILE_WAITING = Duration.ofSeconds(15);
  private static final Duration WHILE_SYNCHRONISED = Duration.ofMinutes(10);

  private final Question question;
  private final Runnable changed;
  private final CountDownLatch closed = new CountDownLatch(1);

  // Written by the watching thread, read by all.
  private volatile boolean synchronised;

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
   * @param changed told, on the thread that runs this, of every change of {@link #synchronised}
   */
  public ClockWatch(Question question, Runnable changed) {
    this.question = question;
    this.changed = changed;
  }

  @Override
  public boolean synchronised() {
    return synchronised;
  }

  /** Watches until closed or interrupted. */
  @Override
  public void run() {
    try {
      boolean over = false;
      while (!over) {
        over = closed.await(look().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the watching after the question that is being asked, if any. */
  @Override
  public void close() {
    closed.countDown();
  }

  /**
   * Looks once.
   *
   * @return when to look again
   */
  Duration look() throws InterruptedException {
    Optional<Boolean> answer = question.ask();
    boolean now = answer.orElse(false);
    if (answer.isEmpty() && !complained) {
      complained = true;
      Logger.warn(
          "the system does not say whether the clock is synchronised; readings say that it is not"
              + " (device.toml: [clock] trust = true if it always is)");
    }
    if (now != synchronised) {
      Logger.info(now ? "the clock is synchronised" : "the clock is no longer synchronised");
      synchronised = now;
      changed.run();
    }
    return now ? WHILE_SYNCHRONISED : WHILE_WAITING;
  }
}
