package io.sealpost.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
  @ParameterizedTest
  @ValueSource(strings = {"192.168.1.20", "0.0.0.0", "255.255.255.255", "10.0.0.1"})
  void fourNumbersAreAnAddress(String text) {
    assertEquals(Optional.of(text), IpLiteral.parse(text).map(InetAddress::getHostAddress));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fd00:0:0:0:0:0:0:20", "fe80:0:0:0:ba27:ebff:fe00:1"})
  void colonsMakeAnAddress(String text) {
    assertEquals(Optional.of(text), IpLiteral.parse(text).map(InetAddress::getHostAddress));
  }

  @Test
  void zeroesMayBeLeftOut() {
    assertEquals(IpLiteral.parse("fd00:0:0:0:0:0:0:20"), IpLiteral.parse("fd00::20"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "phone.local",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "01.2.3.4x",
        "::1%lo",
        "fe80::1%wlan0",
        ":",
        "1::2::3",
        "12345::",
        "abcd",
        "192.168.1.20/24",
        "1",
        "[::1]"
      })
  void namesAndMalformedAddressesAreNone(String text) {
    assertEquals(Optional.empty(), IpLiteral.parse(text));
  }

  @Test
  void everyAddressComesBackFromItsText() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[i % 2 == 0 ? 4 : 16];
      random.nextBytes(bytes);
      InetAddress address = InetAddress.getByAddress(bytes);
      assertEquals(Optional.of(address), IpLiteral.parse(address.getHostAddress()));
    }
  }
}
