package io.sealpost.sensors.i2c;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A bus with one chip of 16-bit registers on it. */
final class FakeBus implements I2cBus {
  final Map<Integer, Integer> registers = new HashMap<>();
  final List<Integer> addresses = new ArrayList<>();
  boolean answers = true;
  int closed;

  @Override
  public int number() {
    return 1;
  }

  @Override
  public I2cDevice device(int address) {
    addresses.add(address);
    return new I2cDevice() {
      @Override
      public byte[] read(int register, int count) throws SensorException {
        if (!answers) {
          throw new SensorException(Kind.ABSENT, "chip does not answer");
        }
        int word = registers.getOrDefault(register, 0);
        byte[] both = {(byte) (word >> 8), (byte) word};
        return Arrays.copyOf(both, count);
      }

      @Override
      public void close() {
        closed++;
      }
    };
  }
}
