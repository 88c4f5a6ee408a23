package io.sealpost.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.StreamName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorDescriptorTest {
  private static SensorDescriptor of(double minimum, double maximum, double resolution) {
    return new SensorDescriptor(
        new StreamName("temperature"), "Cel", minimum, maximum, resolution, false, "a probe");
  }

  @Test
  void theEndsOfTheRangeAreCovered() {
    SensorDescriptor descriptor = of(-55, 125, 0.0625);
    assertTrue(descriptor.covers(-55));
    assertTrue(descriptor.covers(125));
    assertFalse(descriptor.covers(-55.001));
    assertFalse(descriptor.covers(125.001));
    assertFalse(descriptor.covers(Double.NaN));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "NaN, 1", "0, Infinity", "-Infinity, 0"})
  void aRangeThatIsNoneIsRefused(double minimum, double maximum) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> of(minimum, maximum, 1));
    assertEquals(
        "range %s to %s of a probe must be finite and ascending".formatted(minimum, maximum),
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void aResolutionThatIsNoneIsRefused(double resolution) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> of(0, 1, resolution));
    assertEquals(
        "resolution " + resolution + " of a probe must be finite and above 0", e.getMessage());
  }

  @Test
  void aSensorMustSayWhatItReads() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SensorDescriptor(new StreamName("x"), "Cel", 0, 1, 1, false, " "));
  }
}
