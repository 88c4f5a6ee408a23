package io.sealpost.sensors.i2c;

/** One I2C bus. */
public interface I2cBus {
  /** Its number, 1 for {@code /dev/i2c-1}. */
  int number();

  /**
   * A chip on it; touches nothing yet.
   *
   * @param address 7 bits, 0x08 to 0x77
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  I2cDevice device(int address);
}
