package io.sealpost.sensors;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;

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

  /** Lets go of the hardware. */
  @Override
  void close();
}
