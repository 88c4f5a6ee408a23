package io.sealpost.sensors.i2c;

import io.sealpost.sensors.SensorException;

/**
 * One chip on an I2C bus. Used by one thread at a time. After a failure the next call starts
 * afresh: nothing of what failed is left over.
 */
public interface I2cDevice extends AutoCloseable {
  /** The longest transfer, in bytes. */
  int LONGEST = 32;

  /** What came of asking whether a chip is there. */
  enum Answer {
    /** It answers. */
    ANSWERS,
    /** Nothing does. */
    SILENT,
    /** A driver of the kernel has it; it was not asked. */
    IN_USE
  }

  /**
   * Reads registers in one combined transfer: the number of the register is written, then, after a
   * repeated start, the bytes are read. A chip without registers takes that number for something
   * else.
   *
   * @param register the first, 0 to 255
   * @param count how many bytes, 1 to {@link #LONGEST}
   * @return {@code count} bytes
   * @throws SensorException if the bus or the chip does not answer or may not be used
   */
  byte[] read(int register, int count) throws SensorException;

  /**
   * Writes bytes in one transfer: a command, or a register and what shall be in it.
   *
   * @param bytes 1 to {@link #LONGEST}
   * @throws SensorException if the bus or the chip does not take them or may not be used
   */
  void write(byte[] bytes) throws SensorException;

  /**
   * Reads bytes in one transfer without naming a register: the result of a command.
   *
   * @param count how many, 1 to {@link #LONGEST}
   * @return {@code count} bytes
   * @throws SensorException if the bus or the chip does not answer or may not be used
   */
  byte[] receive(int count) throws SensorException;

  /**
   * Asks whether something is at the address, by receiving one byte and dropping it.
   *
   * @throws SensorException if that cannot be found out because of the bus
   */
  Answer probe() throws SensorException;

  /** Lets go of the bus; a later call takes it again. */
  @Override
  void close();
}
