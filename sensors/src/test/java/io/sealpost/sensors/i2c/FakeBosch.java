package io.sealpost.sensors.i2c;

import java.time.Duration;

/**
 * A made-up BME280 or BMP280 with the calibration of the data sheet's example: registers of 8 bits
 * that are read one after the other, written in pairs of number and value, and a measurement that
 * takes its time.
 */
public final class FakeBosch implements FakeChip {
  /** T1 to T3 and P1 to P9 of the example in BST-BMP280-DS001 section 3.12. */
  static final int[] EXAMPLE = {
    27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000
  };

  /** The raw temperature of the example. */
  static final int EXAMPLE_TEMPERATURE = 519_888;

  /** The raw pressure of the example. */
  static final int EXAMPLE_PRESSURE = 415_148;

  private static final int SKIPPED = 0x80000;
  private static final Duration MEASUREMENT = Duration.ofNanos(9_300_000);

  private final FakeTime time;
  private final byte[] registers = new byte[256];
  private int pointer;
  private boolean measuring;

  /** When the measurement under way ends. */
  Duration busyUntil = Duration.ZERO;

  /** When the calibration is there. */
  Duration copyingUntil = Duration.ZERO;

  /** Raw values, as the next measurement finds them. */
  int temperature = EXAMPLE_TEMPERATURE;

  int pressure = EXAMPLE_PRESSURE;
  int humidity = 0x7000;

  /** How much longer than it may the chip takes. */
  Duration delay = Duration.ZERO;

  int written;

  /**
   * @param time by which it measures
   * @param id what register 0xD0 says
   */
  public FakeBosch(FakeTime time, int id) {
    this.time = time;
    registers[0xD0] = (byte) id;
    for (int i = 0; i < EXAMPLE.length; i++) {
      little(0x88 + 2 * i, EXAMPLE[i]);
    }
    registers[0xA1] = 75;
    little(0xE1, 360);
    // H4 is 325, H5 is 50, H6 is 30.
    set(0xE3, 0, 325 >> 4, (325 & 0xF) | (50 & 0xF) << 4, 50 >> 4, 30);
    result(SKIPPED, SKIPPED, 0x8000);
  }

  /** Sets registers, one after the other. */
  FakeBosch set(int first, int... values) {
    for (int i = 0; i < values.length; i++) {
      registers[first + i] = (byte) values[i];
    }
    return this;
  }

  /** What a register holds. */
  int get(int register) {
    return registers[register] & 0xFF;
  }

  @Override
  public void write(byte[] bytes) {
    pointer = bytes[0] & 0xFF;
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      written++;
      int register = bytes[i] & 0xFF;
      registers[register] = bytes[i + 1];
      if (register == 0xF4 && (bytes[i + 1] & 3) != 0) {
        measuring = true;
        busyUntil = time.now.plus(MEASUREMENT).plus(delay);
      }
    }
  }

  @Override
  public byte[] read(int count) {
    finish();
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = registers[pointer + i & 0xFF];
    }
    return bytes;
  }

  private void finish() {
    if (measuring && time.reached(busyUntil)) {
      measuring = false;
      result(
          (get(0xF4) >> 2 & 7) == 0 ? SKIPPED : pressure,
          get(0xF4) >> 5 == 0 ? SKIPPED : temperature,
          (get(0xF2) & 7) == 0 ? 0x8000 : humidity);
      registers[0xF4] &= (byte) ~3;
    }
    registers[0xF3] = (byte) ((measuring ? 8 : 0) | (time.reached(copyingUntil) ? 0 : 1));
  }

  private void result(int rawPressure, int rawTemperature, int rawHumidity) {
    upper(0xF7, rawPressure);
    upper(0xFA, rawTemperature);
    set(0xFD, rawHumidity >> 8, rawHumidity);
  }

  private void upper(int register, int value) {
    set(register, value >> 12, value >> 4, value << 4);
  }

  private void little(int register, int value) {
    set(register, value, value >> 8);
  }
}
