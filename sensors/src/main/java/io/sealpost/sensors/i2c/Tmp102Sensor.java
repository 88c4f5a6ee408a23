package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import java.util.OptionalDouble;

/**
 * A TMP102 thermometer. It is only ever read: other chips live at the same addresses, and a byte
 * written to one of those would change it. The chip has no identity register; instead it must have
 * its limits in the right order and set no bit that it never sets. A TMP75 or TMP1075, which is
 * read alike, passes.
 *
 * <p>Source: Texas Instruments TMP102 data sheet SBOS397H.
 */
public final class Tmp102Sensor extends ChipSensor {
  private static final int TEMPERATURE = 0;
  private static final int CONFIGURATION = 1;
  private static final int LOWER_LIMIT = 2;
  private static final int UPPER_LIMIT = 3;
  private static final int SHUTDOWN = 0b1;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x48 to 0x4B, by what its pin ADD0 is tied to
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Tmp102Sensor(StreamName stream, I2cBus bus, int address) {
    super(ChipType.TMP102, stream, bus, address);
  }

  /**
   * A TMP117 has the upper limit where this chip has the lower one, and one in eight of its
   * temperatures would pass, halved.
   */
  @Override
  void identify() throws SensorException {
    int lower = word(LOWER_LIMIT);
    int upper = word(UPPER_LIMIT);
    if ((short) lower > (short) upper) {
      throw wrongChip(
          "registers 0x02 and 0x03 say 0x%04X and 0x%04X".formatted(lower, upper),
          "the lower limit first",
          "a TMP117 or TMP116");
    }
  }

  @Override
  Measured measure() throws SensorException {
    refuseShutdown();
    Tmp102Word word = Tmp102Word.of(chip().read(TEMPERATURE, 2));
    OptionalDouble celsius = word.celsius();
    if (celsius.isEmpty()) {
      throw bad("says " + word + ", which no TMP102 does: is another chip at this address?");
    }
    return Measured.of(celsius.getAsDouble());
  }

  /** A chip that is shut down goes on answering, with a temperature of long ago. */
  private void refuseShutdown() throws SensorException {
    int configuration = chip().read(CONFIGURATION, 2)[0] & 0xFF;
    if ((configuration & SHUTDOWN) != 0) {
      throw bad(
          "is shut down (configuration 0x%02X): other software did that, or it is another chip;"
                  .formatted(configuration)
              + " stop that software and switch the chip off and on");
    }
  }
}
