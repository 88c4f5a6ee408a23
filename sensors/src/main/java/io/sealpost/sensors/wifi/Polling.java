package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.presence.Ear;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/**
 * Looks again and again, and tells the ear after each look whether it went well. A look that fails,
 * however it fails, is followed by the next.
 */
final class Polling implements AutoCloseable {
  /** Extra looks that wait for their time; more are left out, those that wait serve them too. */
  static final int MAX_EXTRA = 4;

  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(30);

  private final Pace pace;
  private final Duration period;
  private final Step step;
  private final AtomicInteger extra = new AtomicInteger();

  /** Written by the thread that closes. */
  private volatile boolean closed;

  /** One look. */
  @FunctionalInterface
  interface Step {
    /**
     * Looks once and tells the ear what was seen.
     *
     * @throws SensorException if nobody could be seen
     */
    void look(Ear ear) throws SensorException;
  }

  /**
   * @param pace closed with this
   * @param period from the end of one look to the next, 1 to 30 s: half of the ear's lease
   * @throws IllegalArgumentException if {@code period} is outside that range
   */
  Polling(Pace pace, Duration period, Step step) {
    if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
      throw new IllegalArgumentException("period " + period + " must be 1 to 30 s");
    }
    this.pace = pace;
    this.period = period;
    this.step = step;
  }

  /** Begins at once. */
  void start(Ear ear) {
    pace.after(Duration.ZERO, () -> regular(ear));
  }

  /** Looks once more than planned, {@code delay} from now. */
  void soon(Duration delay, Ear ear) {
    if (extra.incrementAndGet() > MAX_EXTRA) {
      extra.decrementAndGet();
      return;
    }
    pace.after(
        delay,
        () -> {
          extra.decrementAndGet();
          once(ear);
        });
  }

  private void regular(Ear ear) {
    try {
      once(ear);
    } finally {
      pace.after(period, () -> regular(ear));
    }
  }

  private void once(Ear ear) {
    try {
      step.look(ear);
      tell(ear::listening);
    } catch (SensorException e) {
      tell(() -> ear.deaf(e));
    } catch (RuntimeException | LinkageError e) {
      Logger.error(e, "a look failed");
      tell(() -> ear.deaf(new SensorException(Kind.BAD_READING, "a look failed: " + e, e)));
    }
  }

  /** Closing interrupts a look: what comes of that is nobody's deafness. */
  private void tell(Runnable news) {
    if (!closed) {
      news.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    pace.close();
  }
}
