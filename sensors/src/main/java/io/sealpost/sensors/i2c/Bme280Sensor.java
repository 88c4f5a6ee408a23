package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A BME280: temperature, humidity and pressure.
 *
 * <p>Source: Bosch data sheet BST-BME280-DS002.
 */
public final class Bme280Sensor extends BoschSensor {
  private static final int SKIPPED = 0x8000;

  /** Of the chip that was identified last. Owned by the sampling thread. */
  private @Nullable HumidityTrim trim;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x76 or 0x77, by what its pin SDO is tied to
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Bme280Sensor(StreamName stream, I2cBus bus, int address) {
    this(stream, bus, address, new Parking());
  }

  /**
   * As the other, with a way to wait.
   *
   * @param pause waits for a measurement, 10 to 60 ms
   */
  public Bme280Sensor(StreamName stream, I2cBus bus, int address, Pause pause) {
    super(ChipType.BME280, stream, bus, address, pause);
  }

  @Override
  void require(BoschIdentity identity) throws SensorException {
    if (!identity.isBme280()) {
      throw wrongChip(identity.toString(), "0x60", identity.likely());
    }
  }

  /**
   * No filter; humidity, temperature and pressure once, forced. What is said of humidity counts
   * only when the last register is written (section 5.4.3).
   */
  @Override
  byte[] force() {
    return new byte[] {(byte) 0xF5, 0, (byte) 0xF2, 1, (byte) 0xF4, 0b001_001_01};
  }

  @Override
  int rawBytes() {
    return 8;
  }

  @Override
  void readFurtherTrim() throws SensorException {
    trim = HumidityTrim.of(chip().read(0xA1, 1)[0], chip().read(0xE1, 7));
  }

  @Override
  OptionalDouble humidity(byte[] raw, int fine) throws SensorException {
    int word = Wire.word(raw, 6);
    if (word == SKIPPED || trim == null) {
      throw notMeasured("humidity");
    }
    return OptionalDouble.of(Measured.hundredths(trim.percent(word, fine)));
  }
}
