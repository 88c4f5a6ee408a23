package io.sealpost.device.scan;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.i2c.Found;
import io.sealpost.sensors.i2c.I2cScan;
import io.sealpost.sensors.i2c.I2cScan.BusContents;
import java.util.ArrayList;
import java.util.List;

/**
 * Chips on the I2C buses.
 *
 * @param scan how to look
 */
public record I2cChips(I2cScan scan) implements Inventory {
  @Override
  public String title() {
    return "I2C chips";
  }

  @Override
  public Section look(SensorTables tables) throws SensorException {
    List<Finding> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    List<BusContents> buses = scan.list();
    for (BusContents bus : buses) {
      bus.found().forEach(found -> findings.add(finding(found, tables)));
      bus.problem().ifPresent(problem -> remarks.add("bus " + bus.bus() + ": " + problem));
      if (bus.found().isEmpty() && bus.problem().isEmpty()) {
        remarks.add("bus " + bus.bus() + ": nothing answers; check the wires and the supply");
      }
    }
    if (!buses.isEmpty()) {
      remarks.add(
          "an SHT31 or SHT4x that has not measured since it got power answers no scan (0x44 to 0x46);"
              + " a sensor with its type finds it all the same");
    }
    if (buses.isEmpty()) {
      remarks.add(
          "there is no bus; add dtparam=i2c_arm=on to /boot/firmware/config.txt, i2c-dev to"
              + " /etc/modules, and restart");
    }
    return new Section(title(), findings, remarks);
  }

  private static Finding finding(Found found, SensorTables tables) {
    String words = "bus %d, 0x%02x: %s".formatted(found.bus(), found.address(), found.what());
    return new Finding(
        words, found.type().map(type -> lines(type, found, tables)).orElse(List.of()));
  }

  private static List<String> lines(String type, Found found, SensorTables tables) {
    // Not in hexadecimal: the TOML reader takes 0x1e for a number with an exponent.
    String address = "address = %d # 0x%02x".formatted(found.address(), found.address());
    return tables.of(type, type, "10s", "bus = " + found.bus(), address);
  }
}
