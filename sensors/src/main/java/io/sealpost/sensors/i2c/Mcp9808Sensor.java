package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;

/**
 * An MCP9808 thermometer. It is only ever read.
 *
 * <p>Source: Microchip MCP9808 data sheet DS25095A.
 *
 * <p>A word of 0 is what the chip holds before its first measurement, a quarter of a second after
 * it got power. It is refused, unless the reading before it was within 2 degrees of 0: then it is
 * believed, and wrong by at most 2 degrees if the power failed at that very moment.
 */
public final class Mcp9808Sensor extends ChipSensor {
  private static final int CONFIGURATION = 1;
  private static final int TEMPERATURE = 5;
  private static final int SHUTDOWN = 1 << 8;
  private static final double NEAR_DEGREES = 2;

  /** The reading before, in degrees Celsius; NaN before the first. Owned by the sampling thread. */
  private double previous = Double.NaN;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x18 to 0x1F, by what its pins A0 to A2 are tied to
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Mcp9808Sensor(StreamName stream, I2cBus bus, int address) {
    super(ChipType.MCP9808, stream, bus, address);
  }

  @Override
  void identify() throws SensorException {
    Mcp9808Identity identity =
        new Mcp9808Identity(word(Mcp9808Identity.MAKER), word(Mcp9808Identity.DEVICE));
    if (!identity.isMcp9808()) {
      throw wrongChip(identity.toString(), "0x0054 and 0x04 in the upper byte", identity.likely());
    }
  }

  @Override
  Measured measure() throws SensorException {
    int configuration = word(CONFIGURATION);
    if ((configuration & SHUTDOWN) != 0) {
      throw bad(
          "is shut down (configuration 0x%04X): other software did that; stop it and switch the"
                  .formatted(configuration)
              + " chip off and on");
    }
    Mcp9808Word word = new Mcp9808Word(word(TEMPERATURE));
    if (word.maybeUnmeasured() && !(Math.abs(previous) <= NEAR_DEGREES)) {
      throw bad(
          "says 0x0000, what it holds before the first measurement: if it is not 0 degrees there,"
              + " it lost its power, check the wires");
    }
    previous = word.celsius();
    return Measured.of(previous);
  }
}
