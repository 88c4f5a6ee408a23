package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import java.util.OptionalDouble;

/**
 * A BMP280: temperature and pressure.
 *
 * <p>Source: Bosch data sheet BST-BMP280-DS001.
 */
public final class Bmp280Sensor extends BoschSensor {
  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x76 or 0x77, by what its pin SDO is tied to
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Bmp280Sensor(StreamName stream, I2cBus bus, int address) {
    this(stream, bus, address, new Parking());
  }

  /**
   * As the other, with a way to wait.
   *
   * @param pause waits for a measurement, 10 to 60 ms
   */
  public Bmp280Sensor(StreamName stream, I2cBus bus, int address, Pause pause) {
    super(ChipType.BMP280, stream, bus, address, pause);
  }

  @Override
  void require(BoschIdentity identity) throws SensorException {
    if (!identity.isBmp280()) {
      throw wrongChip(identity.toString(), "0x56 to 0x58", identity.likely());
    }
  }

  /** No filter; temperature and pressure once, forced. */
  @Override
  byte[] force() {
    return new byte[] {(byte) 0xF5, 0, (byte) 0xF4, 0b001_001_01};
  }

  @Override
  int rawBytes() {
    return 6;
  }

  @Override
  void readFurtherTrim() {}

  @Override
  OptionalDouble humidity(byte[] raw, int fine) {
    return OptionalDouble.empty();
  }
}
