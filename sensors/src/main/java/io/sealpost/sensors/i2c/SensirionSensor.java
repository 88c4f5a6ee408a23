package io.sealpost.sensors.i2c;

import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;

/**
 * A chip that is given commands and answers with checked words. It has no registers, so that even
 * asking who it is means writing a command: it is asked because the configuration names it.
 */
abstract class SensirionSensor extends ChipSensor {
  private final Pause pause;

  SensirionSensor(ChipType type, StreamName stream, I2cBus bus, int address, Pause pause) {
    super(type, stream, bus, address);
    this.pause = pause;
  }

  /**
   * Gives a command and reads what it results in.
   *
   * @param time how long the chip takes at most
   * @param words how many it answers
   */
  final List<Integer> ask(byte[] command, Duration time, int words) throws SensorException {
    chip().write(command);
    pause.await(time, source());
    try {
      return SensirionFrame.of(chip().receive(3 * words)).words();
    } catch (SensirionFrame.CrcException e) {
      throw bad("answers wrongly: " + e.getMessage() + ": check its wires");
    }
  }

  /**
   * Asks who it is.
   *
   * @param other the chip of the same address that does not know this command
   */
  final List<Integer> askIdentity(byte[] command, Duration time, int words, String other)
      throws SensorException {
    try {
      return ask(command, time, words);
    } catch (SensorException e) {
      if (e.kind() != Kind.ABSENT) {
        throw e;
      }
      throw new SensorException(
          Kind.ABSENT,
          e.getMessage() + "; if a chip is there, it is probably " + other + ": correct the type",
          e);
    }
  }
}
