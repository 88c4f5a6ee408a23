package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  @ParameterizedTest
  @EnumSource(Format.class)
  void isFoundByItsLabel(Format format) {
    assertEquals(format, Format.of(format.label()));
  }

  @Test
  void coseAloneMeansTheFirstSuite() {
    assertEquals(Format.COSE_1, Format.of("cose"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "COSE", "cose-3", "cose_1", "fernet ", "jwe"})
  void refusesAnyOtherName(String label) {
    assertEquals(
        "format \"" + label + "\" must be cose, cose-1, cose-2 or fernet",
        assertThrows(IllegalArgumentException.class, () -> Format.of(label)).getMessage());
  }
}
