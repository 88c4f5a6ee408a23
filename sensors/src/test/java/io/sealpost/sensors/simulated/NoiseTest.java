package io.sealpost.sensors.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoiseTest {
  private final Noise noise = new Noise(42);

  @Test
  void theSameSeedAndIndexGiveTheSameNumber() {
    assertEquals(noise.at(7), new Noise(42).at(7));
    assertNotEquals(noise.at(7), noise.at(8));
    assertNotEquals(noise.at(7), new Noise(43).at(7));
  }

  @Test
  void theNumbersFillTheUnitIntervalEvenly() {
    int[] tenths = new int[10];
    for (int i = -50_000; i < 50_000; i++) {
      tenths[(int) (noise.at(i) * 10)]++;
    }
    for (int count : tenths) {
      assertEquals(10_000, count, 500);
    }
  }

  @Test
  void theSmoothCurvePassesThroughTheNumbersWithoutJumps() {
    for (int i = -10; i < 10; i++) {
      assertEquals(noise.at(i), noise.smooth(i));
    }
    double before = noise.smooth(-10);
    for (int step = 1; step <= 20_000; step++) {
      double now = noise.smooth(-10 + step / 1000.0);
      assertTrue(now >= 0 && now <= 1);
      assertEquals(before, now, 0.002, "a jump at step " + step);
      before = now;
    }
  }
}
