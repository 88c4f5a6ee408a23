package io.sealpost.sensors.sysfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkLinkTest {
  @TempDir Path root;

  @Test
  void interfacesToOthersAreListedAndTheLoopbackIsNot() throws Exception {
    SysTree tree =
        new SysTree(root)
            .with("class/net/wlan0/type", "1\n")
            .with("class/net/wlan0/operstate", "up\n")
            .with("class/net/eth0/type", "1\n")
            .with("class/net/eth0/operstate", "down\n")
            .with("class/net/lo/type", "772\n")
            .with("class/net/lo/operstate", "unknown\n")
            .with("class/net/bonding_masters", "\n");
    Files.createDirectory(tree.path("class/net/wlan0/phy80211"));
    assertEquals(
        List.of(new NetworkLink("eth0", false, false), new NetworkLink("wlan0", true, true)),
        NetworkLink.list(root));
  }

  @Test
  void aMachineWithoutNetworkHasNone() throws Exception {
    assertEquals(List.of(), NetworkLink.list(root));
  }
}
