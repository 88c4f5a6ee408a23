package io.sealpost.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"88:29:9c:00:61:a9", "88-29-9C-00-61-A9", "88:29:9C:00:61:a9"})
  void theUsualFormsAreOneAddress(String text) {
    assertEquals("88:29:9C:00:61:A9", new MacAddress(text).text());
    assertEquals("88:29:9C:00:61:A9", new MacAddress(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "88:29:9C:00:61",
        "88:29:9C:00:61:A9:00",
        "88:29-9C:00:61:A9",
        "88299C0061A9",
        "G8:29:9C:00:61:A9",
        "88:29:9C:00:61:A9 ",
        "8:29:9C:00:61:A9"
      })
  void anythingElseIsRefused(String text) {
    assertFalse(MacAddress.isOne(text));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new MacAddress(text));
    assertEquals(
        "hardware address \"" + text + "\" must look like 88:29:9C:00:61:A9", e.getMessage());
  }
}
