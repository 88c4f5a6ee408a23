package io.sealpost.sensors.sysfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BluetoothAdapterTest {
  @TempDir Path root;

  @Test
  void adaptersAreListedAndConnectionsAreNot() throws Exception {
    new SysTree(root)
        .with("class/bluetooth/hci1/address", "dc:a6:32:01:02:03\n")
        .with("class/bluetooth/hci0/uevent", "")
        .with("class/bluetooth/hci0:11/uevent", "");
    assertEquals(
        List.of(
            new BluetoothAdapter("hci0", Optional.empty(), false),
            new BluetoothAdapter("hci1", Optional.of("dc:a6:32:01:02:03"), false)),
        BluetoothAdapter.list(root));
  }

  @Test
  void anAdapterIsBlockedBySoftwareOrByASwitch() throws Exception {
    new SysTree(root)
        .with("class/bluetooth/hci0/rfkill0/soft", "1\n")
        .with("class/bluetooth/hci0/rfkill0/hard", "0\n")
        .with("class/bluetooth/hci1/rfkill1/soft", "0\n")
        .with("class/bluetooth/hci1/rfkill1/hard", "1\n")
        .with("class/bluetooth/hci2/rfkill2/soft", "0\n")
        .with("class/bluetooth/hci2/rfkill2/hard", "0\n");
    assertEquals(
        List.of(true, true, false),
        BluetoothAdapter.list(root).stream().map(BluetoothAdapter::blocked).toList());
  }

  @Test
  void aMachineWithoutBluetoothHasNone() throws Exception {
    assertEquals(List.of(), BluetoothAdapter.list(root));
  }
}
