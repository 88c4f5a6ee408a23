package io.sealpost.sensors.bluez;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How strong devices were who were not yet told as heard. Bounded: the oldest are forgotten. */
final class Levels {
  static final int MOST = 256;

  // Owned by the thread of the bus.
  private final Map<String, Integer> byPath = new LinkedHashMap<>();

  /** Something of a device changed, possibly its signal strength. */
  void learn(String path, Map<?, ?> properties) {
    Device.rssi(properties).ifPresent(dbm -> byPath.put(path, dbm));
    if (byPath.size() > MOST) {
      byPath.remove(byPath.keySet().iterator().next());
    }
  }

  /** How strong a device was, in dBm; each is told once. */
  OptionalInt take(String path) {
    Integer dbm = byPath.remove(path);
    return dbm == null ? OptionalInt.empty() : OptionalInt.of(dbm);
  }

  /** Forgets all. */
  void clear() {
    byPath.clear();
  }
}
