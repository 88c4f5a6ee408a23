package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkLinkTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "-json", "a b", "eth0:1", "a/b", "a%b", "sixteen-letters-"})
  void whatTheKernelTakesForNoNameIsRefused(String name) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new NetworkLink(name));
    assertEquals(
        "interface \"" + name + "\" must be 1 to 15 characters, wlan0 for instance",
        e.getMessage());
  }

  @Test
  void theLoopbackInterfaceIsUp() {
    assertDoesNotThrow(() -> new NetworkLink("lo").requireUp());
  }
}
