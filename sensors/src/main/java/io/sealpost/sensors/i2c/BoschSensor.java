package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a BME280 and a BMP280 have in common. The chip sleeps between readings: each is one forced
 * measurement, every quantity sampled once and not filtered. Nothing is written before the chip has
 * said who it is.
 */
abstract class BoschSensor extends ChipSensor {
  private static final int TRIM = 0x88;
  private static final int TRIM_BYTES = 24;
  private static final int STATUS = 0xF3;
  private static final int COPYING_TRIM = 1;
  private static final int MEASURING = 1 << 3;
  private static final int RAW = 0xF7;
  private static final int SKIPPED = 0x80000;
  private static final double LEAST_PASCAL = 30_000;
  private static final double MOST_PASCAL = 110_000;

  /** A measurement takes 9.3 ms at most (BST-BME280-DS002 section 9.1). */
  private static final Duration MEASUREMENT = Duration.ofMillis(10);

  private static final int MOST_WAITS = 5;

  private final Pause pause;

  /** Of the chip that was identified last. Owned by the sampling thread. */
  private @Nullable Trim trim;

  private record Trim(TemperatureTrim temperature, PressureTrim pressure) {}

  BoschSensor(ChipType type, StreamName stream, I2cBus bus, int address, Pause pause) {
    super(type, stream, bus, address);
    this.pause = pause;
  }

  /**
   * Makes sure that it is the right chip of the family.
   *
   * @param identity what it says
   */
  abstract void require(BoschIdentity identity) throws SensorException;

  /** Registers and what to write in them, to make one measurement. */
  abstract byte[] force();

  /** How many bytes of raw values there are. */
  abstract int rawBytes();

  /** Reads further constants. */
  abstract void readFurtherTrim() throws SensorException;

  /**
   * Relative humidity, where there is any.
   *
   * @param raw as the chip sent it
   * @param fine the temperature it is corrected with
   */
  abstract OptionalDouble humidity(byte[] raw, int fine) throws SensorException;

  @Override
  final void identify() throws SensorException {
    require(new BoschIdentity(chip().read(BoschIdentity.REGISTER, 1)[0] & 0xFF));
    awaitNot(COPYING_TRIM, "is still copying its calibration");
    byte[] wire = chip().read(TRIM, TRIM_BYTES);
    Trim read = new Trim(TemperatureTrim.of(wire), PressureTrim.of(wire));
    if (read.temperature().t1() == 0 || read.pressure().p1() == 0) {
      throw bad("has no calibration: it is broken, or a forgery");
    }
    readFurtherTrim();
    trim = read;
  }

  @Override
  final Measured measure() throws SensorException {
    chip().write(force());
    pause.await(MEASUREMENT, source());
    awaitNot(MEASURING, "is still measuring");
    byte[] raw = chip().read(RAW, rawBytes());
    Trim known = trim;
    if (known == null) {
      throw new IllegalStateException(source() + " was not identified");
    }
    int fine = known.temperature().fine(measured("temperature", Wire.upper20(raw, 3)));
    OptionalDouble pascal =
        known.pressure().pascal(measured("pressure", Wire.upper20(raw, 0)), fine);
    return new Measured(TemperatureTrim.celsius(fine), humidity(raw, fine), inRange(pascal));
  }

  /** What a quantity holds that was never measured, or whose measurement was switched off. */
  private int measured(String what, int raw) throws SensorException {
    if (raw == SKIPPED) {
      throw notMeasured(what);
    }
    return raw;
  }

  final SensorException notMeasured(String what) {
    return bad("measured no " + what + ": it lost its power, or other software uses it");
  }

  private OptionalDouble inRange(OptionalDouble pascal) throws SensorException {
    double value = pascal.orElse(0);
    if (value < LEAST_PASCAL || value > MOST_PASCAL) {
      throw bad("says %.0f Pa, outside 30000 to 110000: check the chip".formatted(value));
    }
    return OptionalDouble.of(Measured.hundredths(value));
  }

  private void awaitNot(int bit, String problem) throws SensorException {
    for (int waits = 0; (chip().read(STATUS, 1)[0] & bit) != 0; waits++) {
      if (waits == MOST_WAITS) {
        throw new SensorException(
            Kind.TIMED_OUT, source() + " " + problem + " after 50 ms: switch it off and on");
      }
      pause.await(MEASUREMENT, source());
    }
  }
}
