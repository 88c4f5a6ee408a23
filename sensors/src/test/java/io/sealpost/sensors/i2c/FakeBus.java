package io.sealpost.sensors.i2c;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.i2c.FakeChip.Nack;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A bus with made-up chips on it. */
final class FakeBus implements I2cBus {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  final SortedMap<Integer, FakeChip> chips = new TreeMap<>();

  /** Addresses that a driver of the kernel has. */
  final Set<Integer> inUse = new TreeSet<>();

  /** Every transfer: {@code 48 w01 r2} is a combined one, {@code 48 r1} a plain read. */
  final List<String> transfers = new ArrayList<>();

  /** What every transfer ends with while it is not null. */
  @Nullable SensorException trouble;

  /** How many transfers succeed before one is not acknowledged; -1 for all. */
  int nackAfter = -1;

  int number = 1;
  int closed;

  /** The transfers so far, which are then forgotten. */
  String log() {
    String log = String.join(", ", transfers);
    transfers.clear();
    return log;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public I2cDevice device(int address) {
    return new Device(address);
  }

  private final class Device implements I2cDevice {
    private final int address;

    Device(int address) {
      this.address = address;
    }

    @Override
    public byte[] read(int register, int count) throws SensorException {
      byte[] pointer = {(byte) register};
      record("w" + HEX.formatHex(pointer) + " r" + count);
      try {
        chip().write(pointer);
        return chip().read(count);
      } catch (Nack e) {
        throw silent(e);
      }
    }

    @Override
    public void write(byte[] bytes) throws SensorException {
      record("w" + HEX.formatHex(bytes));
      try {
        chip().write(bytes.clone());
      } catch (Nack e) {
        throw silent(e);
      }
    }

    @Override
    public byte[] receive(int count) throws SensorException {
      record("r" + count);
      try {
        return chip().read(count);
      } catch (Nack e) {
        throw silent(e);
      }
    }

    @Override
    public Answer probe() throws SensorException {
      if (inUse.contains(address)) {
        return Answer.IN_USE;
      }
      record("r1");
      try {
        chip().read(1);
        return Answer.ANSWERS;
      } catch (Nack e) {
        return Answer.SILENT;
      }
    }

    @Override
    public void close() {
      closed++;
    }

    private void record(String transfer) throws SensorException {
      transfers.add("%02X %s".formatted(address, transfer));
      if (trouble != null) {
        throw trouble;
      }
    }

    private FakeChip chip() throws Nack {
      FakeChip chip = chips.get(address);
      if (chip == null || nackAfter == 0) {
        nackAfter = -1;
        throw new Nack();
      }
      if (nackAfter > 0) {
        nackAfter--;
      }
      return chip;
    }

    private SensorException silent(Nack cause) {
      return new SensorException(Kind.ABSENT, "chip does not answer", cause);
    }
  }
}
