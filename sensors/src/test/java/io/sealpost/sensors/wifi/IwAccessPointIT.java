package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loopback interface stands for one with Wi-Fi, and a script for {@code iw}. */
class IwAccessPointIT {
  @TempDir Path folder;

  private IwAccessPoint on(String networkInterface, String script) throws IOException {
    Files.createDirectories(folder.resolve("lo").resolve("phy80211"));
    return new IwAccessPoint(networkInterface, List.of("/bin/sh", "-c", script, "iw"), folder);
  }

  private static SensorException fault(IwAccessPoint accessPoint) {
    return assertThrows(SensorException.class, accessPoint::requireListening);
  }

  @Test
  void theInterfaceIsAskedAboutAndDumped() throws Exception {
    IwAccessPoint accessPoint = on("lo", "echo type AP; echo channel 1; echo \"$@\"");
    assertDoesNotThrow(accessPoint::requireListening);
    assertTrue(accessPoint.dump().endsWith("dev lo station dump\n"));
  }

  @Test
  void anInterfaceThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
    assertTrue(
        fault(on("nosuch0", "exit 1"))
            .getMessage()
            .startsWith("there is no interface \"nosuch0\"; this machine has: "));
  }

  @Test
  void anInterfaceWithoutWifiIsToldAsSuch() {
    IwAccessPoint wired = new IwAccessPoint("lo", List.of("iw"), Path.of("/sys/class/net"));
    assertEquals(
        "interface lo is not Wi-Fi: iw dev shows those that are", fault(wired).getMessage());
  }

  @Test
  void aClientIsNoAccessPoint() throws Exception {
    assertTrue(fault(on("lo", "echo type managed")).getMessage().contains("\"managed\""));
  }

  @Test
  void whatMayNotUseNetlinkSaysWhereToAllowIt() throws Exception {
    for (String said :
        List.of(
            "Failed to connect to generic netlink.",
            "command failed: Operation not permitted (-1)")) {
      SensorException e = fault(on("lo", "echo '" + said + "' >&2; exit 1"));
      assertEquals(Kind.NOT_PERMITTED, e.kind());
      assertTrue(
          e.getMessage()
              .endsWith(
                  "\""
                      + said
                      + "\": does the unit's RestrictAddressFamilies leave"
                      + " AF_NETLINK out?"),
          e.getMessage());
    }
  }

  @Test
  void aMissingProgramSaysWhatToInstall() throws Exception {
    assertEquals(Kind.ABSENT, fault(on("lo", "exit 1")).kind());
    IwAccessPoint without = new IwAccessPoint("lo", List.of("/no/such/iw"), folder);
    assertTrue(
        fault(without)
            .getMessage()
            .endsWith("install it with apt install iw, and have /usr/sbin in PATH"));
  }
}
