package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An SHT40, SHT41, SHT43 or SHT45: temperature and humidity, one measurement at a time with high
 * precision. Before the first measurement its serial number is asked, which is a command (0x89)
 * that does not change the chip.
 *
 * <p>Source: Sensirion data sheet SHT4x version 6.
 */
public final class Sht4xSensor extends SensirionSensor {
  private static final byte MEASURE = (byte) 0xFD;
  private static final byte SERIAL_NUMBER = (byte) 0x89;
  private static final Duration MEASURING = Duration.ofMillis(10);

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x44 to 0x46, by the type that was bought (A, B or C)
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Sht4xSensor(StreamName stream, I2cBus bus, int address) {
    this(stream, bus, address, new Parking());
  }

  /**
   * As the other, with a way to wait.
   *
   * @param pause waits for a measurement, 10 ms
   */
  public Sht4xSensor(StreamName stream, I2cBus bus, int address, Pause pause) {
    super(ChipType.SHT4X, stream, bus, address, pause);
  }

  /** No serial number is wrong: that two words arrive with their checksums says enough. */
  @Override
  void identify() throws SensorException {
    askIdentity(new byte[] {SERIAL_NUMBER}, MEASURING, 2, "an SHT3x");
  }

  @Override
  Measured measure() throws SensorException {
    List<Integer> words = ask(new byte[] {MEASURE}, MEASURING, 2);
    Sht4xWords measured = new Sht4xWords(words.get(0), words.get(1));
    return new Measured(
        Measured.hundredths(measured.celsius()),
        OptionalDouble.of(Measured.hundredths(measured.humidityPercent())),
        OptionalDouble.empty());
  }
}
