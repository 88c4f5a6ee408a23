package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumberTest {
  @ParameterizedTest
  @CsvSource({
    "33.02, 33.02",
    "1614555518.139419, 1614555518.139419",
    "1614555518, 1614555518.0",
    "0, 0.0",
    "-0.0, -0.0",
    "-273.15, -273.15",
    "100, 100.0",
    "0.1, 0.1",
    "0.0001, 0.0001",
    "0.00012345, 0.00012345",
    "0.00001, 1e-05",
    "0.0000123, 1.23e-05",
    "1e15, 1000000000000000.0",
    "9007199254740993e0, 9007199254740992.0",
    "1e16, 1e+16",
    "-1.5e300, -1.5e+300",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2e-3, 0.002",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
  })
  void numbers_look_as_in_python(double value, String expected) {
    assertEquals(expected, JsonNumber.text(value));
  }

  @Property(seed = "33022021", tries = 5000)
  void numbers_keep_their_value(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    Assume.that(Double.isFinite(value));
    assertEquals(value, Double.parseDouble(JsonNumber.text(value)));
  }
}
