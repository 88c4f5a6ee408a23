package io.sealpost.sensors.i2c;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.OptionalDouble;

/**
 * A TMP102 thermometer. It is only ever read: other chips live at the same addresses, and a byte
 * written to one of those would change it.
 *
 * <p>Source: Texas Instruments TMP102 data sheet SBOS397H.
 */
public final class Tmp102Sensor implements Sensor {
  private static final int FIRST_ADDRESS = 0x48;
  private static final int LAST_ADDRESS = 0x4B;
  private static final int TEMPERATURE = 0;
  private static final int CONFIGURATION = 1;
  private static final int SHUTDOWN = 0b1;

  private final I2cDevice chip;
  private final SensorDescriptor descriptor;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x48 to 0x4B, by what its pin ADD0 is tied to
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Tmp102Sensor(StreamName stream, I2cBus bus, int address) {
    if (address < FIRST_ADDRESS || address > LAST_ADDRESS) {
      throw new IllegalArgumentException(
          "address 0x%02X of a TMP102 must be 0x48 to 0x4B".formatted(address));
    }
    this.chip = bus.device(address);
    this.descriptor =
        new SensorDescriptor(
            stream,
            SensorDescriptor.CELSIUS,
            -55,
            150,
            Tmp102Word.RESOLUTION,
            false,
            "TMP102 0x%02X on I2C bus %d".formatted(address, bus.number()));
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    refuseShutdown();
    Tmp102Word word = Tmp102Word.of(chip.read(TEMPERATURE, 2));
    OptionalDouble celsius = word.celsius();
    if (celsius.isEmpty()) {
      throw bad("says " + word + ", which no TMP102 does: is another chip at this address?");
    }
    if (!descriptor.covers(celsius.getAsDouble())) {
      throw bad(
          "says %s, %s degrees Celsius, outside -55 to 150: check the chip"
              .formatted(word, celsius.getAsDouble()));
    }
    return new Reading.Temperature(now, false, celsius.getAsDouble());
  }

  @Override
  public void close() {
    chip.close();
  }

  /** A chip that is shut down goes on answering, with a temperature of long ago. */
  private void refuseShutdown() throws SensorException {
    int configuration = chip.read(CONFIGURATION, 2)[0] & 0xFF;
    if ((configuration & SHUTDOWN) != 0) {
      throw bad(
          "is shut down (configuration 0x%02X): other software did that, or it is another chip;"
                  .formatted(configuration)
              + " stop that software and switch the chip off and on");
    }
  }

  private SensorException bad(String what) {
    return new SensorException(Kind.BAD_READING, descriptor.source() + " " + what);
  }
}
