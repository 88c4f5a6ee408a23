package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceInfoTest {
  private static String fault(String text) {
    InterfaceInfo info = InterfaceInfo.parse(text);
    SensorException e = assertThrows(SensorException.class, () -> info.requireAccessPoint("wlan0"));
    assertEquals(Kind.ABSENT, e.kind());
    return e.getMessage();
  }

  @Test
  void anAccessPointAtWorkIsOne() throws Exception {
    InterfaceInfo info = InterfaceInfo.parse(Recorded.text("info-ap.txt"));
    assertEquals(new InterfaceInfo("AP", true), info);
    assertDoesNotThrow(() -> info.requireAccessPoint("wlan0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AP/VLAN", "P2P-GO"})
  void otherKindsOfAccessPointsAreTaken(String type) {
    assertDoesNotThrow(() -> new InterfaceInfo(type, true).requireAccessPoint("wlan0"));
  }

  @Test
  void aClientOfAnotherAccessPointIsNone() throws Exception {
    assertEquals(
        "interface wlan0 is no access point, its type is \"managed\": start hostapd (systemctl"
            + " status hostapd), or watch its neighbours instead",
        fault(Recorded.text("info-managed.txt")));
  }

  @Test
  void anAccessPointWhoseDaemonWasKilledIsOnNoChannel() throws Exception {
    assertEquals(
        "access point wlan0 is on no channel: is hostapd alive? systemctl status hostapd",
        fault(Recorded.text("info-hostapd-killed.txt")));
  }

  @Test
  void whatSaysNothingIsNoAccessPoint() {
    assertTrue(fault("").startsWith("interface wlan0 is no access point, its type is \"\": "));
  }
}
