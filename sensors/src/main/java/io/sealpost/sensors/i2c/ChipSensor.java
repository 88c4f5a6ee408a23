package io.sealpost.sensors.i2c;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;

/**
 * A sensor that is one chip. The chip is asked who it is before the first reading and again after
 * every failure, since what failed may have been taken out and replaced.
 */
abstract class ChipSensor implements Sensor {
  private final ChipType type;
  private final SensorDescriptor descriptor;
  private final I2cDevice chip;

  /** Whether the chip is the right one. Owned by the sampling thread. */
  private boolean identified;

  /** Touches nothing yet. */
  ChipSensor(ChipType type, StreamName stream, I2cBus bus, int address) {
    this.type = type;
    this.descriptor = type.descriptor(stream, bus.number(), address);
    this.chip = bus.device(address);
  }

  /**
   * Makes sure that the chip is the right one, and learns what is needed to read it.
   *
   * @throws SensorException if it is another, or does not answer
   */
  abstract void identify() throws SensorException;

  /**
   * Reads once.
   *
   * @throws SensorException if there is nothing to report
   */
  abstract Measured measure() throws SensorException;

  @Override
  public final SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public final Reading sample(ReadingTime now) throws SensorException {
    boolean known = identified;
    // Until all went well: whatever ends this early, the chip is in doubt.
    identified = false;
    if (!known) {
      identify();
    }
    Measured measured = measure();
    if (!descriptor.covers(measured.celsius())) {
      throw bad(
          "says %s degrees Celsius, outside %.0f to %.0f: check the chip"
              .formatted(measured.celsius(), descriptor.minimum(), descriptor.maximum()));
    }
    identified = true;
    return measured.at(now);
  }

  @Override
  public final void close() {
    identified = false;
    chip.close();
  }

  final I2cDevice chip() {
    return chip;
  }

  /** The first two registers' bytes as a word, the upper byte first. */
  final int word(int register) throws SensorException {
    return Wire.word(chip.read(register, 2), 0);
  }

  final String source() {
    return descriptor.source();
  }

  final SensorException bad(String what) {
    return new SensorException(Kind.BAD_READING, source() + " " + what);
  }

  /**
   * What to say when another chip is at the address.
   *
   * @param read what identifies it: {@code register 0x0F says 0x7500}
   * @param expected what the right one says: {@code 0x?117}
   * @param likely what it probably is
   */
  final SensorException wrongChip(String read, String expected, String likely) {
    return bad(
        "is not %s %s: %s, and not %s; it is probably %s; correct type or address in the"
                .formatted(type.article(), type.label(), read, expected, likely)
            + " configuration");
  }
}
