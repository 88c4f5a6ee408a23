package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WirelessModesTest {
  private static final String TWO_RADIOS =
      """
      phy#1
      \tInterface wlan1
      \t\tifindex 4
      \t\twdev 0x100000001
      \t\taddr 02:00:00:00:01:00
      \t\tssid type AP
      \t\ttype managed
      \t\ttxpower 20.00 dBm
      phy#0
      \tUnnamed/non-netdev interface
      \t\twdev 0x2
      \tInterface wlan0
      \t\tifindex 3
      \t\taddr 02:00:00:00:00:00
      \t\tssid lab
      \t\ttype AP
      \t\tchannel 6 (2437 MHz), width: 20 MHz, center1: 2437 MHz
      """;

  @Test
  void eachInterfaceHasItsMode() {
    WirelessModes modes = WirelessModes.parse(TWO_RADIOS);
    assertEquals(Map.of("wlan0", "AP", "wlan1", "managed"), modes.byInterface());
    assertTrue(modes.isAccessPoint("wlan0"));
    assertFalse(modes.isAccessPoint("wlan1"));
    assertFalse(modes.isAccessPoint("eth0"));
  }

  @Test
  void whatIsNotUnderstoodTellsNothing() {
    for (String text :
        new String[] {"", "type AP", "\tInterface \n\t\ttype AP", "command failed"}) {
      assertEquals(WirelessModes.NONE, WirelessModes.parse(text), text);
    }
  }
}
