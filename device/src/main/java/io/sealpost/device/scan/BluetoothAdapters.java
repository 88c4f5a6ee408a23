package io.sealpost.device.scan;

import static io.sealpost.device.scan.SensorTables.key;

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
      findings.add(new Finding(adapter.id() + address, lines(adapter, tables)));
      if (adapter.blocked()) {
        remarks.add(adapter.id() + " is blocked; rfkill unblock bluetooth switches it on");
      }
    }
    if (!findings.isEmpty()) {
      remarks.add(
          "the address is an example; sealpost-device irk tells how to know a phone that changes"
              + " its own");
    } else {
      remarks.add(
          "none; take dtoverlay=disable-bt out of /boot/firmware/config.txt and restart, or plug"
              + " in an adapter");
    }
    return new Section(title(), findings, remarks);
  }

  private static List<String> lines(BluetoothAdapter adapter, SensorTables tables) {
    List<String> lines = new ArrayList<>(tables.of("presence", "devices", "60s"));
    lines.add("[sensor.bluetooth]");
    lines.add(key("adapter", adapter.id()));
    lines.add("[[sensor.person]]");
    lines.add(key("name", "somebody"));
    lines.add("bluetooth = [\"88:29:9C:00:61:A9\"]");
    return lines;
  }
}
