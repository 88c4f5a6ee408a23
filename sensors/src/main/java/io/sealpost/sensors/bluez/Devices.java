package io.sealpost.sensors.bluez;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Sighting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the devices that bluetoothd lists, as far as it is needed to understand its
 * signals, which say only what changed. Bounded: those heard once make room for each other, so that
 * a flood of random addresses does not push out those that are heard again and again.
 */
final class Devices {
  static final int MAX_NEW = 256;
  static final int MAX_KNOWN = 256;

  // Owned by the thread of the bus.
  private final Map<String, Device> heardOnce = bounded(MAX_NEW);
  private final Map<String, Device> heardAgain = bounded(MAX_KNOWN);

  /**
   * A device was added to the list. If it has a signal strength, it was heard just now.
   *
   * @return what was heard
   */
  Optional<Sighting> added(String path, Map<?, ?> properties) {
    Optional<Device> device = Device.of(properties);
    device.ifPresent(found -> heardOnce.put(path, found));
    return device.flatMap(found -> found.sighting(properties));
  }

  /** Whether enough is known of a device to understand what changed. */
  boolean knows(String path) {
    return heardAgain.containsKey(path) || heardOnce.containsKey(path);
  }

  /** Takes in all of a device that was on the list before we looked. */
  void learn(String path, Map<?, ?> properties) {
    Device.of(properties).ifPresent(found -> heardAgain.put(path, found));
  }

  /**
   * Something of a device that {@link #knows} changed.
   *
   * @return what was heard; empty if it was not the radio that told
   */
  Optional<Sighting> changed(String path, Map<?, ?> properties) {
    Device before = find(path);
    if (before == null) {
      return Optional.empty();
    }
    Device now = before.with(properties);
    if (!Device.isHearing(properties)) {
      replace(path, now);
      return Optional.empty();
    }
    heardOnce.remove(path);
    heardAgain.put(path, now);
    return now.sighting(properties);
  }

  /**
   * A device that {@link #knows} was heard.
   *
   * @param rssi how strong it was, if that is known
   */
  Optional<Sighting> found(String path, OptionalInt rssi) {
    Device device = heardOnce.remove(path);
    if (device == null) {
      device = heardAgain.get(path);
    } else {
      heardAgain.put(path, device);
    }
    return Optional.ofNullable(device).map(found -> found.hit(rssi));
  }

  /** A device was taken from the list. */
  void removed(String path) {
    heardOnce.remove(path);
    heardAgain.remove(path);
  }

  /** bluetoothd is gone, and with it the list. */
  void clear() {
    heardOnce.clear();
    heardAgain.clear();
  }

  /** How many are remembered. */
  int size() {
    return heardOnce.size() + heardAgain.size();
  }

  /** The address in the path of a device: {@code .../dev_88_29_9C_00_61_A9}. */
  static Optional<MacAddress> addressIn(String path) {
    String text = path.substring(path.lastIndexOf('/') + 1);
    String address = text.startsWith("dev_") ? text.substring(4).replace('_', ':') : "";
    return MacAddress.isOne(address) ? Optional.of(new MacAddress(address)) : Optional.empty();
  }

  private @Nullable Device find(String path) {
    Device again = heardAgain.get(path);
    return again != null ? again : heardOnce.get(path);
  }

  private void replace(String path, Device device) {
    heardAgain.computeIfPresent(path, (same, old) -> device);
    heardOnce.computeIfPresent(path, (same, old) -> device);
  }

  private static Map<String, Device> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Device> eldest) {
        return size() > most;
      }
    };
  }
}
