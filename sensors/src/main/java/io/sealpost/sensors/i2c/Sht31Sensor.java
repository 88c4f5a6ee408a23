package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * An SHT30, SHT31 or SHT35: temperature and humidity, one measurement at a time with high
 * repeatability and without stretching the clock, which the Raspberry Pi's I2C controller gets
 * wrong. Before the first measurement its status is asked, which is a command (0xF32D) that does
 * not change the chip.
 *
 * <p>Source: Sensirion data sheet SHT3x-DIS version 7.
 */
public final class Sht31Sensor extends SensirionSensor {
  private static final int MEASURE = 0x2400;
  private static final int STATUS = 0xF32D;
  private static final Duration MEASURING = Duration.ofMillis(16);

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x44 or 0x45, by what its pin ADDR is tied to
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Sht31Sensor(StreamName stream, I2cBus bus, int address) {
    this(stream, bus, address, new Parking());
  }

  /**
   * As the other, with a way to wait.
   *
   * @param pause waits for a measurement, 16 ms
   */
  public Sht31Sensor(StreamName stream, I2cBus bus, int address, Pause pause) {
    super(ChipType.SHT31, stream, bus, address, pause);
  }

  @Override
  void identify() throws SensorException {
    Sht31Status status =
        new Sht31Status(askIdentity(command(STATUS), Duration.ZERO, 1, "an SHT4x").get(0));
    if (!status.plausible()) {
      throw wrongChip(status.toString(), "0 in bits 14, 12, 3 and 2", "another chip with commands");
    }
    if (status.heating()) {
      throw bad("heats itself (" + status + "): other software did that; stop it");
    }
  }

  @Override
  Measured measure() throws SensorException {
    List<Integer> words = ask(command(MEASURE), MEASURING, 2);
    Sht31Words measured = new Sht31Words(words.get(0), words.get(1));
    return new Measured(
        Measured.hundredths(measured.celsius()),
        OptionalDouble.of(Measured.hundredths(measured.humidityPercent())),
        OptionalDouble.empty());
  }

  private static byte[] command(int word) {
    return new byte[] {(byte) (word >> 8), (byte) word};
  }
}
