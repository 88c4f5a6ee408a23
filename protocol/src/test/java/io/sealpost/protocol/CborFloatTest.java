package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborFloatTest {
  private static final int HALVES = 1 << 16;

  @Test
  void every_half_but_the_other_nans_is_its_own_shortest_form() {
    for (int bits = 0; bits < HALVES; bits++) {
      double value = CborFloat.value(2, bits);
      if (!Double.isNaN(value)) {
        assertEquals(2, CborFloat.width(value));
        assertEquals(bits, CborFloat.bits(value));
      }
    }
  }

  @Test
  void halves_ascend_with_their_bits() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      assertTrue(CborFloat.value(2, bits) < CborFloat.value(2, bits + 1));
      assertEquals(-CborFloat.value(2, bits), CborFloat.value(2, bits | 0x8000));
    }
  }

  @Test
  void every_nan_becomes_the_one_in_two_bytes() {
    double payload = Double.longBitsToDouble(0x7ff8000000000123L);
    assertEquals(2, CborFloat.width(payload));
    assertEquals(0x7e00, CborFloat.bits(payload));
    assertEquals(0x7e00, CborFloat.bits(Float.intBitsToFloat(0xffc00001)));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1.0p-24, 0001", // the smallest subnormal half
    "0x1.ff8p-15, 03ff", // the largest subnormal half
    "0x1.0p-14, 0400", // the smallest normal half
    "0x1.ffcp15, 7bff", // the largest
    "-0x1.8p0, be00",
  })
  void the_limits_of_two_bytes_fit(String value, String bits) {
    assertEquals(2, CborFloat.width(Double.parseDouble(value)));
    assertEquals(Integer.parseInt(bits, 16), CborFloat.bits(Double.parseDouble(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x1.0p-25", // half of the smallest half
        "0x1.8p-24", // between two subnormal halves
        "0x1.002p0", // one binary digit too many
        "0x1.0p16", // beyond the largest half
        "0x1.0p-149", // the smallest float
        "0x1.fffffep127", // the largest float
      })
  void what_is_beyond_two_bytes_takes_four(String value) {
    assertEquals(4, CborFloat.width(Double.parseDouble(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x1.0p-150", // half of the smallest float
        "0x1.0000001p0", // one binary digit too many
        "0x1.0p128", // beyond the largest float
        "33.02",
        "0x1.fffffffffffffp1023",
        "0x1.0p-1074",
      })
  void what_is_beyond_four_bytes_takes_eight(String value) {
    double number = Double.parseDouble(value);
    assertEquals(8, CborFloat.width(number));
    assertEquals(number, CborFloat.value(8, CborFloat.bits(number)));
  }
}
