package io.sealpost.device.config;

import java.util.HashMap;
import java.util.Map;

/** Which sensor has which adapter, interface or port for itself. */
final class HardwareClaims {
  private final Map<String, Integer> owners = new HashMap<>();

  /**
   * A sensor takes what it needs.
   *
   * @param number of the sensor in the file, from 1
   */
  void claim(TomlTable table, SensorSettings sensor, int number) throws ConfigException {
    if (!(sensor.source() instanceof Source.Presence presence)) {
      return;
    }
    for (ScannerSettings scanner : presence.scanners()) {
      Integer owner = owners.putIfAbsent(scanner.uses(), number);
      if (owner != null) {
        throw table.wrong(
            "stream",
            "\"%s\" wants %s, which sensor[%d] has already; put all its people into one sensor"
                .formatted(sensor.stream(), scanner.uses(), owner));
      }
    }
  }
}
