package io.sealpost.sensors.i2c;

import io.sealpost.sensors.SensorException;

/** One chip on an I2C bus. Used by one thread at a time. */
public interface I2cDevice extends AutoCloseable {
  /**
   * Reads registers in one combined transfer (pointer write, repeated start, read). After a failure
   * the next call starts afresh.
   *
   * @param register the first, 0 to 255
   * @param count how many bytes, 1 to 32
   * @return {@code count} bytes
   * @throws SensorException if the bus or the chip does not answer or may not be used
   */
  byte[] read(int register, int count) throws SensorException;

  /** Lets go of the bus; a later read takes it again. */
  @Override
  void close();
}
