package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code device.toml} in the making. Owned by the test's thread. */
public final class DeviceFile {
  private final Path file;
  private final Map<String, Map<String, Object>> tables = new LinkedHashMap<>();
  private final List<Map<String, Object>> sensors = new ArrayList<>();

  DeviceFile(Path file) {
    this.file = file;
  }

  /**
   * Sets a key.
   *
   * @param value a text, a number or a boolean; what prints as a text, like a path, is one
   */
  public DeviceFile set(String table, String key, Object value) {
    tables.computeIfAbsent(table, name -> new LinkedHashMap<>()).put(key, value);
    return this;
  }

  /** Removes a key. */
  public DeviceFile unset(String table, String key) {
    tables.getOrDefault(table, new LinkedHashMap<>()).remove(key);
    return this;
  }

  /**
   * Adds a simulated sensor.
   *
   * @param interval {@code 200ms} for instance
   */
  public DeviceFile sensor(String type, String stream, String interval) {
    Map<String, Object> sensor = new LinkedHashMap<>();
    sensor.put("type", type);
    sensor.put("stream", stream);
    sensor.put("interval", interval);
    sensors.add(sensor);
    return this;
  }

  /** Writes it, and returns where it is. */
  public Path write() throws IOException {
    StringBuilder toml = new StringBuilder();
    tables.forEach((name, values) -> table(toml, "[" + name + "]", values));
    sensors.forEach(values -> table(toml, "[[sensor]]", values));
    return Files.writeString(file, toml);
  }

  private static void table(StringBuilder toml, String head, Map<String, Object> values) {
    toml.append(head).append('\n');
    values.forEach((key, value) -> toml.append(key).append(" = ").append(toml(value)).append('\n'));
  }

  private static String toml(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "\"" + value + "\"";
  }
}
