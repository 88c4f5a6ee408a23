package io.sealpost.device;

import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.Durations;
import io.sealpost.device.scan.BluetoothAdapters;
import io.sealpost.device.scan.I2cChips;
import io.sealpost.device.scan.Inventory;
import io.sealpost.device.scan.KernelThermometers;
import io.sealpost.device.scan.NetworkLinks;
import io.sealpost.device.scan.ScanText;
import io.sealpost.device.text.OneLine;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.i2c.I2cScan;
import io.sealpost.sensors.pi4j.Pi4jI2c;
import io.sealpost.sensors.wifi.WirelessModes;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the program lists and ends. */
final class Listings {
  private static final Path SYS = Path.of("/sys");

  private Listings() {}

  /** The configured streams: real or simulated, and what is read. */
  static void sensors(DeviceConfig config, PrintStream out) {
    for (Sensor sensor : SensorFactory.listed(config, SYS)) {
      SensorDescriptor descriptor = sensor.descriptor();
      out.printf(
          "%-20s %-9s %s, every %s%n",
          descriptor.stream(),
          descriptor.simulated() ? "SIMULATED" : "real",
          OneLine.of(descriptor.source()),
          Durations.format(config.intervals().getOrDefault(descriptor.stream(), Duration.ZERO)));
      sensor.close();
    }
  }

  /**
   * What this machine has; needs no configuration, for it is where one begins.
   *
   * @param asking whether I2C chips are asked also where that is not harmless for all
   */
  static void scan(boolean asking, PrintStream out) {
    // The clock may never have been set, and the time of these readings is not shown.
    ReadingTime time = new ReadingTime.Wall(Build.current().time(), false);
    List<Inventory> inventories = new ArrayList<>(new KernelThermometers(SYS, time).all());
    I2cScan chips = I2cScan.of(Path.of("/dev"), SYS, Pi4jI2c::new);
    inventories.add(new I2cChips(asking ? chips.asking() : chips));
    inventories.add(new BluetoothAdapters(SYS));
    inventories.add(new NetworkLinks(SYS, WirelessModes::ask));
    out.print(ScanText.of(inventories));
  }
}
