package io.sealpost.device.scan;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.sysfs.BluetoothAdapter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Bluetooth adapters: what the kernel shows, without asking BlueZ.
 *
 * @param sysRoot {@code /sys}
 */
public record BluetoothAdapters(Path sysRoot) implements Inventory {
  @Override
  public String title() {
    return "Bluetooth adapters";
  }

  @Override
  public Section look(SensorTables tables) throws SensorException {
    List<Finding> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (BluetoothAdapter adapter : BluetoothAdapter.list(sysRoot)) {
      String address = adapter.address().map(text -> ", " + text).orElse("");
      findings.add(new Finding(adapter.id() + address, List.of()));
      if (adapter.blocked()) {
        remarks.add(adapter.id() + " is blocked; rfkill unblock bluetooth switches it on");
      }
    }
    if (findings.isEmpty()) {
      remarks.add(
          "none; take dtoverlay=disable-bt out of /boot/firmware/config.txt and restart, or plug"
              + " in an adapter");
    }
    return new Section(title(), findings, remarks);
  }
}
