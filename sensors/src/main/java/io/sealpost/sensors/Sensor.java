package io.sealpost.sensors;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.util.Optional;

/** Something that can be read. Used by one thread at a time. */
public interface Sensor extends AutoCloseable {
  /** What this sensor is; the same for its whole life. */
  SensorDescriptor descriptor();

  /**
   * Reads once; may block as long as the hardware takes.
   *
   * @param now the time that the reading will carry
   * @return the reading, within the descriptor's range
   * @throws SensorException if there is nothing to report; the next call may succeed
   */
  Reading sample(ReadingTime now) throws SensorException;

  /**
   * Which part of it fails although the last sample gave a reading, one of several radios for
   * instance. Asked after a sample, on its thread.
   *
   * @return what is wrong; empty while all of it works
   */
  default Optional<SensorException> partialFailure() {
    return Optional.empty();
  }

  /**
   * Whom to tell when a sample taken now would say something new. Set once, before the first
   * sample; most sensors have no news.
   *
   * @param news returns at once; may be called on any thread
   */
  default void onNews(Runnable news) {}

  /**
   * How much its Bluetooth scanner listens from now on, at the latest once the scan or the pause
   * that runs is over; most sensors have none. May be called on any thread.
   */
  default void listen(DutyCycle duty) {}

  /** Lets go of the hardware. */
  @Override
  void close();
}
