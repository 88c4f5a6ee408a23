package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.sensors.MacAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostTest {
  private static final Optional<String> MAC = Optional.of("88:29:9c:00:61:a9");
  private static final Optional<String> ADDRESS = Optional.of("192.168.1.20");
  private static final Optional<String> NONE = Optional.empty();

  private static String refused(String name, Optional<String> mac, Optional<String> address) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> KnownHost.of(name, mac, address));
    return String.valueOf(e.getMessage());
  }

  @Test
  void aHostHasAHardwareAddressOrAnAddressOrBoth() {
    assertEquals("Frank's phone", KnownHost.of("Frank's phone", MAC, NONE).name());
    assertEquals(Optional.empty(), KnownHost.of("телефон", NONE, ADDRESS).mac());
    assertEquals(
        Optional.of(new MacAddress("88:29:9C:00:61:A9")), KnownHost.of("x", MAC, ADDRESS).mac());
  }

  @Test
  void aHostWithoutAnyIsRefused() {
    assertEquals(
        "host \"printer\" must have a mac, an address, or both", refused("printer", NONE, NONE));
  }

  @Test
  void aHostWithoutNameIsRefused() {
    assertEquals("host \"\" must have a name of 1 to 64 characters", refused("", MAC, NONE));
    refused(" ", MAC, NONE);
    refused("x".repeat(65), MAC, NONE);
    assertEquals(128, KnownHost.of("😀".repeat(64), MAC, NONE).name().length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone.local", "192.168.1.300", "fe80::1%wlan0"})
  void whatIsNoAddressIsRefused(String address) {
    assertEquals(
        "address \"" + address + "\" must be an IP address like 192.168.1.20 or fd00::20",
        refused("x", NONE, Optional.of(address)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "224.0.0.1"})
  void anAddressThatNoOtherHostHasIsRefused(String address) {
    assertEquals(
        "address " + address + " must be that of another host on the network",
        refused("x", NONE, Optional.of(address)));
  }
}
