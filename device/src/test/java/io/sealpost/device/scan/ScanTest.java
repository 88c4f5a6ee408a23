package io.sealpost.device.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.device.config.ConfigFiles;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.device.config.SensorSettings;
import io.sealpost.device.config.Source;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.wifi.WirelessModes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
  private static final NetworkLinks.Modes ACCESS_POINT =
      () -> new WirelessModes(Map.of("wlan0", "AP"));

  @TempDir Path sys;
  @TempDir Path folder;

  private void file(String path, String text) throws IOException {
    Path file = sys.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text + "\n");
  }

  private String scan(NetworkLinks.Modes modes) {
    ReadingTime time = new ReadingTime.Wall(TestClock.START, false);
    List<Inventory> all = new ArrayList<>(new KernelThermometers(sys, time).all());
    all.add(new BluetoothAdapters(sys));
    all.add(new NetworkLinks(sys, modes));
    return ScanText.of(all);
  }

  private void everything() throws IOException {
    file("class/thermal/thermal_zone0/type", "cpu-thermal");
    file("class/thermal/thermal_zone0/temp", "48312");
    file("class/thermal/thermal_zone1/type", "INT3400 Thermal");
    file("class/thermal/thermal_zone1/temp", "-274000");
    file("class/thermal/thermal_zone2/type", "evil\" name\\");
    file("class/thermal/thermal_zone2/temp", "20000");
    file("class/hwmon/hwmon0/name", "rp1_adc");
    file("class/hwmon/hwmon0/temp1_input", "49187");
    file("bus/iio/devices/iio:device0/name", "bme280");
    file("bus/iio/devices/iio:device0/in_temp_input", "23450");
    file("bus/iio/devices/iio:device0/in_humidityrelative_input", "41234");
    file("bus/iio/devices/iio:device0/in_pressure_input", "98.3456");
    String scratchpad = "50 05 4b 46 7f ff 0c 10 1c";
    for (String id : List.of("28-0316a2799dff", "28-00000bbbbbbb")) {
      file(
          "bus/w1/devices/" + id + "/w1_slave",
          scratchpad + " : crc=1c YES\n" + scratchpad + " t=21312");
    }
    file("class/bluetooth/hci0/address", "dc:a6:32:01:02:03");
    file("class/bluetooth/hci0/rfkill0/soft", "1");
    file("class/net/wlan0/type", "1");
    file("class/net/wlan0/operstate", "up");
    file("class/net/wlan0/wireless/x", "");
    file("class/net/eth0/type", "1");
    file("class/net/eth0/operstate", "down");
  }

  @Test
  void everyLineThatIsPrintedCanStandInTheConfiguration() throws Exception {
    everything();
    String sensors = ConfigFiles.MINIMAL.replaceAll("(?s)\\[\\[sensor.*", "");
    Path file = ConfigFiles.write(folder, sensors + scan(ACCESS_POINT));
    DeviceConfig config = DeviceConfigReader.read(file);
    assertEquals(
        List.of(
            new Source.ThermalZone("cpu-thermal"),
            new Source.ThermalZone("INT3400 Thermal"),
            new Source.ThermalZone("thermal_zone2"),
            new Source.Hwmon("rp1_adc", "temp1"),
            new Source.Iio("bme280", "temp"),
            new Source.Ds18b20("28-00000bbbbbbb"),
            new Source.Ds18b20("28-0316a2799dff")),
        config.sensors().stream().map(SensorSettings::source).limit(7).toList());
    assertEquals(
        List.of("hci0", "wlan0 stations"),
        config.presences().stream().map(each -> each.scanners().get(0).uses()).toList());
    assertEquals(9, config.sensors().size());
  }

  @Test
  void whatIsThereIsShownWithItsValueOrWhyThereIsNone() throws Exception {
    everything();
    String scan = scan(ACCESS_POINT);
    assertTrue(scan.contains("# thermal zone cpu-thermal: 48.31 °C\n[[sensor]]\n"), scan);
    assertTrue(scan.contains("# thermal zone INT3400 Thermal, no value now: "), scan);
    assertTrue(scan.contains(": 23.45 °C, 41.2 % humidity, 983.5 hPa\n"), scan);
    assertTrue(scan.contains("# DS18B20 28-0316a2799dff: 21.31 °C\n"), scan);
    assertTrue(scan.contains("# hci0, dc:a6:32:01:02:03\n[[sensor]]\n"), scan);
    assertTrue(scan.contains("# hci0 is blocked; rfkill unblock"), scan);
    assertTrue(scan.contains("# eth0, wired, not up\n# wlan0, wireless, an access point, up\n"));
    assertTrue(scan.contains("stream = \"int3400-thermal\"\n"), scan);
  }

  @Test
  void whatIsMissingIsToldHowToBeSwitchedOn() {
    String scan = scan(ACCESS_POINT);
    assertFalse(scan.contains("[[sensor]]"), scan);
    assertTrue(scan.contains("## Thermal zones\n# none; a Raspberry Pi has cpu-thermal"), scan);
    assertTrue(scan.contains("dtoverlay=i2c-sensor,bme280"), scan);
    assertTrue(scan.contains("# there is no bus; add dtoverlay=w1-gpio in"), scan);
    assertTrue(scan.contains("take dtoverlay=disable-bt out of"), scan);
    assertTrue(scan.contains("# none that is up; connect the network first"), scan);
  }

  @Test
  void anEmptyBusIsSaidToBeEmpty() throws Exception {
    file("bus/w1/devices/w1_bus_master1/w1_master_name", "w1_bus_master1");
    assertTrue(scan(ACCESS_POINT).contains("# no DS18B20 on the bus; check its wires"));
  }

  @Test
  void aProgramThatIsMissingCostsOnlyWhatItWouldTell() throws Exception {
    everything();
    String scan =
        scan(
            () -> {
              throw new SensorException(Kind.ABSENT, "iw cannot be run: apt install iw");
            });
    assertTrue(scan.contains("access point is not known: iw cannot be run: apt install iw\n"));
    assertTrue(scan.contains("# wlan0, wireless, up\n[[sensor]]\n"), scan);
    assertTrue(scan.contains("[sensor.neighbours]\ninterface = \"wlan0\"\n"), scan);
  }

  @Test
  void whatMayNotBeLookedAtIsSaidAndTheRestGoesOn() throws Exception {
    everything();
    Files.delete(sys.resolve("class/hwmon/hwmon0/name"));
    Files.createDirectory(sys.resolve("class/hwmon/hwmon0/name"));
    String scan = scan(ACCESS_POINT);
    assertTrue(scan.contains("## Monitoring chips (hwmon)\n# " + sys), scan);
    assertTrue(scan.contains("# thermal zone cpu-thermal: 48.31 °C\n"), scan);
    assertTrue(scan.contains("# DS18B20 28-0316a2799dff: 21.31 °C\n"), scan);
  }

  @Test
  void aNameDoesNotBreakOutOfItsComment() throws Exception {
    file("class/thermal/thermal_zone0/type", "a\n[[sensor]]\u001b[2J");
    file("class/thermal/thermal_zone0/temp", "warm\n[[sensor]]");
    String scan = scan(ACCESS_POINT);
    assertEquals(1, scan.lines().filter("[[sensor]]"::equals).count(), scan);
    assertFalse(scan.contains("\u001b"), scan);
  }
}
