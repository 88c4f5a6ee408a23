package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;

/**
 * A TMP117 thermometer. It is only ever read. A reading is always a new measurement: the chip is
 * waited for, for up to a quarter more than its cycle, which is 1 s unless other software changed
 * it.
 *
 * <p>Source: Texas Instruments TMP117 data sheet SNOSD82D.
 */
public final class Tmp117Sensor extends ChipSensor {
  private static final int TEMPERATURE = 0;
  private static final int CONFIGURATION = 1;
  private static final int STEPS_OF_A_CYCLE = 8;
  private static final int MOST_STEPS = 10;

  private final Pause pause;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param bus where the chip is
   * @param address 0x48 to 0x4B, by what its pin ADD0 is tied to
   * @throws IllegalArgumentException if {@code address} is outside that range
   */
  public Tmp117Sensor(StreamName stream, I2cBus bus, int address) {
    this(stream, bus, address, new Parking());
  }

  /**
   * As the other, with a way to wait.
   *
   * @param pause waits for a measurement, up to 20 s
   */
  public Tmp117Sensor(StreamName stream, I2cBus bus, int address, Pause pause) {
    super(ChipType.TMP117, stream, bus, address);
    this.pause = pause;
  }

  @Override
  void identify() throws SensorException {
    Tmp117Identity identity = new Tmp117Identity(word(Tmp117Identity.REGISTER));
    if (!identity.isTmp117()) {
      throw wrongChip(identity.toString(), "0x0117 in its lower 12 bits", identity.likely());
    }
  }

  @Override
  Measured measure() throws SensorException {
    awaitMeasurement();
    Tmp117Word word = new Tmp117Word(word(TEMPERATURE));
    if (word.unmeasured()) {
      throw bad("has measured nothing since it got power: try again in a second");
    }
    return Measured.of(word.celsius());
  }

  /** Else a chip that stopped measuring would go on giving its last temperature. */
  private void awaitMeasurement() throws SensorException {
    Tmp117Configuration configuration = configuration();
    for (int step = 0; !configuration.dataReady(); step++) {
      if (step == MOST_STEPS) {
        throw new SensorException(
            Kind.TIMED_OUT,
            source()
                + " measured nothing for "
                + configuration.cycle().multipliedBy(MOST_STEPS).dividedBy(STEPS_OF_A_CYCLE)
                + " (configuration "
                + configuration
                + "): switch it off and on");
      }
      Duration wait = configuration.cycle().dividedBy(STEPS_OF_A_CYCLE);
      pause.await(wait, source());
      configuration = configuration();
    }
  }

  private Tmp117Configuration configuration() throws SensorException {
    Tmp117Configuration configuration = new Tmp117Configuration(word(CONFIGURATION));
    if (!configuration.continuous()) {
      throw bad(
          "is shut down (configuration "
              + configuration
              + "): other software did that; stop it and switch the chip off and on");
    }
    return configuration;
  }
}
