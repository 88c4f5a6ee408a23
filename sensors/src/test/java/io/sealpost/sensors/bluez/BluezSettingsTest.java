package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BluezSettingsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void usualSettingsListenWithoutPause() {
    BluezSettings usual = BluezSettings.usual("hci1");
    assertEquals("hci1", usual.adapter());
    assertEquals(Duration.ZERO, usual.pause());
    assertEquals("unix:path=/run/dbus/system_bus_socket", usual.bus());
  }

  @Test
  void adapterThatIsNoneIsRefused() {
    assertRefused("\"../hci0\"", "../hci0", MINUTE, Duration.ZERO, MINUTE);
    assertRefused("\"hci\"", "hci", MINUTE, Duration.ZERO, MINUTE);
  }

  @Test
  void timesOutOfRangeAreRefused() {
    assertRefused("scan time PT4S", "hci0", Duration.ofSeconds(4), Duration.ZERO, MINUTE);
    assertRefused("pause PT3M", "hci0", MINUTE, Duration.ofMinutes(3), MINUTE);
    assertRefused("page interval PT9S", "hci0", MINUTE, Duration.ZERO, Duration.ofSeconds(9));
  }

  @Test
  void busThatIsNoPathIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new BluezSettings(
                    "hci0",
                    BluezSettings.Mode.LE,
                    MINUTE,
                    Duration.ZERO,
                    MINUTE,
                    true,
                    "tcp:host=192.0.2.1"));
    assertTrue(String.valueOf(refusal.getMessage()).contains("tcp:host=192.0.2.1"));
  }

  private static void assertRefused(
      String expected, String adapter, Duration scan, Duration pause, Duration page) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new BluezSettings(
                    adapter,
                    BluezSettings.Mode.LE,
                    scan,
                    pause,
                    page,
                    true,
                    BluezSettings.SYSTEM_BUS));
    assertTrue(String.valueOf(refusal.getMessage()).contains(expected), refusal.getMessage());
  }
}
