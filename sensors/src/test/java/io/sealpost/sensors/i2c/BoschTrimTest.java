package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The example is that of BST-BMP280-DS001 section 3.12; elsewhere the integers are compared with
 * the formulas for floating point of section 8.1, which are written another way.
 */
class BoschTrimTest {
  private static final TemperatureTrim TEMPERATURE = new TemperatureTrim(27504, 26435, -1000);
  private static final PressureTrim PRESSURE =
      new PressureTrim(36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000);
  private static final HumidityTrim HUMIDITY = new HumidityTrim(75, 360, 0, 325, 50, 30);

  @Test
  void theExampleOfTheDataSheetComesOut() {
    int fine = TEMPERATURE.fine(519_888);
    assertEquals(128_422, fine);
    assertEquals(25.08, TemperatureTrim.celsius(fine));
    double pascal = PRESSURE.pascal(415_148, fine).orElseThrow();
    // The data sheet prints 25767236, which its own formula for integers misses by 3.
    assertEquals(25_767_233, pascal * 256);
    assertEquals(100_653.27, pascal, 0.02);
  }

  @Test
  void constantsAreReadFromTheRegistersOfTheExample() throws Exception {
    FakeBosch chip = new FakeBosch(new FakeTime(), 0x60);
    chip.write(new byte[] {(byte) 0x88});
    byte[] wire = chip.read(24);
    assertEquals(TEMPERATURE, TemperatureTrim.of(wire));
    assertEquals(PRESSURE, PressureTrim.of(wire));
    chip.write(new byte[] {(byte) 0xE1});
    assertEquals(HUMIDITY, HumidityTrim.of((byte) 75, chip.read(7)));
  }

  /** The byte 0xE5 holds the lower halves of two constants. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0", "0x7F, 0x0F, 0x7F, 2047, 2032", "0x80, 0x00, 0x80, -2048, -2048",
    "0xFF, 0xFF, 0xFF, -1, -1", "0x14, 0x25, 0x03, 325, 50", "0xFF, 0xF0, 0x00, -16, 15",
  })
  void signedTwelveBitsAreRead(String e4, String e5, String e6, int h4, int h5) {
    byte[] wire = {
      0,
      0,
      0,
      Integer.decode(e4).byteValue(),
      Integer.decode(e5).byteValue(),
      Integer.decode(e6).byteValue(),
      -1
    };
    HumidityTrim trim = HumidityTrim.of((byte) 0xFF, wire);
    assertEquals(h4, trim.h4());
    assertEquals(h5, trim.h5());
    assertEquals(255, trim.h1());
    assertEquals(-1, trim.h6());
  }

  @Test
  void temperaturesAgreeWithFloatingPoint() {
    for (int raw = 0; raw <= 0xFFFFF; raw += 997) {
      double a = raw / 16384.0 - 27504 / 1024.0;
      double b = raw / 131072.0 - 27504 / 8192.0;
      double expected = (a * 26435 + b * b * -1000) / 5120;
      assertEquals(expected, TemperatureTrim.celsius(TEMPERATURE.fine(raw)), 0.01, "raw " + raw);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400_000, 519_888, 600_000})
  void pressuresAgreeWithFloatingPoint(int rawTemperature) {
    int fine = TEMPERATURE.fine(rawTemperature);
    int compared = 0;
    for (int raw = 200_000; raw <= 800_000; raw += 997) {
      double expected = floatingPascal(raw, fine);
      double pascal = PRESSURE.pascal(raw, fine).orElseThrow();
      if (expected >= 30_000 && expected <= 110_000) {
        assertEquals(expected, pascal, 1, "raw " + raw);
        compared++;
      }
    }
    assertTrue(compared > 100, compared + " were in range");
  }

  private static double floatingPascal(int raw, int fine) {
    double a = fine / 2.0 - 64_000;
    double b = a * a * -7 / 32_768 + a * 140 * 2;
    b = b / 4 + 2855 * 65_536.0;
    double c = (3024 * a * a / 524_288 + -10685 * a) / 524_288;
    c = (1 + c / 32_768) * 36477;
    double p = (1_048_576.0 - raw - b / 4096) * 6250 / c;
    return p + (6000 * p * p / 2_147_483_648.0 + p * -14600 / 32_768 + 15500) / 16;
  }

  @ParameterizedTest
  @ValueSource(ints = {-10_000, 76_800, 128_422, 300_000})
  void humiditiesAgreeWithFloatingPoint(int fine) {
    int between = 0;
    for (int raw = 0; raw <= 0xFFFF; raw += 61) {
      double expected = floatingPercent(raw, fine);
      double percent = HUMIDITY.percent(raw, fine);
      assertEquals(expected, percent, 0.02, "raw " + raw);
      between += percent > 0 && percent < 100 ? 1 : 0;
    }
    assertTrue(between > 100, between + " were not cut");
  }

  private static double floatingPercent(int raw, int fine) {
    double v = fine - 76_800.0;
    double a = raw - (325 * 64.0 + 50 / 16_384.0 * v);
    double b = 1 + 30 / 67_108_864.0 * v * (1 + 0 / 67_108_864.0 * v);
    double h = a * (360 / 65_536.0 * b);
    h *= 1 - 75 * h / 524_288;
    return Math.max(0, Math.min(100, h));
  }

  @Test
  void constantsThatNoChipHasGiveNoPressureAndNoException() {
    PressureTrim blank = new PressureTrim(0, 0, 0, 0, 0, 0, 0, 0, 0);
    assertEquals(OptionalDouble.empty(), blank.pascal(415_148, 128_422));
  }

  @Test
  void extremeConstantsAndValuesThrowNothing() {
    int[] extremes = {-32_768, -1, 0, 1, 32_767};
    for (int extreme : extremes) {
      int e = extreme;
      TemperatureTrim temperature = new TemperatureTrim(0xFFFF, e, e);
      PressureTrim pressure = new PressureTrim(0xFFFF, e, e, e, e, e, e, e, e);
      HumidityTrim humidity = new HumidityTrim(255, e, 255, e >> 4, e >> 4, e >> 8);
      for (int raw : new int[] {0, 0x7FFFF, 0xFFFFF}) {
        int fine = temperature.fine(raw);
        pressure.pascal(raw, fine);
        double percent = humidity.percent(raw >> 4, fine);
        assertTrue(percent >= 0 && percent <= 100, percent + " %");
      }
    }
  }
}
