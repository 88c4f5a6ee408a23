package io.sealpost.sensors.pi4j.serial;

import io.sealpost.sensors.SensorException;

/** A serial port at which something is connected. Used by one thread, except where stated. */
public interface SerialLine extends AutoCloseable {
  /** The device file, {@code /dev/ttyUSB0} for instance. */
  String device();

  /**
   * Opens it, after closing what was open.
   *
   * @throws SensorException if it is not there, not permitted, or in use
   */
  void open() throws SensorException;

  /**
   * Waits for bytes, about half a second.
   *
   * @param buffer gets them from its start
   * @return how many came; 0 if none did, also once it is closed
   * @throws SensorException if it is not open, was unplugged, or fails
   */
  int read(byte[] buffer) throws SensorException;

  /**
   * Sends bytes.
   *
   * @throws SensorException if it is not open, was unplugged, or fails
   */
  void write(byte[] bytes) throws SensorException;

  /** Ends what is being read, at once; called on any thread. It can be opened again. */
  @Override
  void close();
}
