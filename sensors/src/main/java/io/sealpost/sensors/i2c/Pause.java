package io.sealpost.sensors.i2c;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;

/** Waits while a chip measures. */
public interface Pause {
  /**
   * Waits at least as long as this.
   *
   * @param time 0 to 30 s
   * @throws InterruptedException if the thread is told to stop
   */
  void await(Duration time) throws InterruptedException;

  /**
   * Waits for a chip; keeps the thread's mark that it was told to stop.
   *
   * @param time 0 to 30 s
   * @param source the chip, for people
   * @throws SensorException if the thread is told to stop
   */
  default void await(Duration time, String source) throws SensorException {
    try {
      await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SensorException(
          Kind.TIMED_OUT, source + " was not waited for: the agent is stopping", e);
    }
  }
}
