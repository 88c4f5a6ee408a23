package io.sealpost.sensors.bluez;

import io.sealpost.sensors.presence.Sighting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Makes out from the signals about devices who was heard. A device that is listed is not heard. */
final class DeviceSignals {
  static final String DEVICE = "org.bluez.Device1";

  private static final int MAX_LOOKUPS = 16;

  private final String prefix;
  private final Calls calls;
  private final BiConsumer<String, Sighting> heard;

  // Owned by the thread of the bus; of one life of bluetoothd.
  private final Devices devices = new Devices();
  private int lookups;

  /** How strong those were who are going to be told as found. */
  private final Levels levels = new Levels();

  private boolean monitored;

  /**
   * @param adapter path of the one whose devices count
   * @param heard takes the path of the device, and what was heard
   */
  DeviceSignals(String adapter, Calls calls, BiConsumer<String, Sighting> heard) {
    this.prefix = adapter + "/";
    this.calls = calls;
    this.heard = heard;
  }

  /**
   * Who tells what is heard. A monitor tells of each advertisement, which may change the properties
   * besides: that must not count twice.
   *
   * @param byMonitor whether only {@link #found} does
   */
  void monitored(boolean byMonitor) {
    monitored = byMonitor;
    levels.clear();
  }

  /** A device came on the list. */
  void added(String path, Map<?, ?> properties) {
    if (path.startsWith(prefix)) {
      learnLevel(path, properties);
      tell(path, devices.added(path, properties));
    }
  }

  /**
   * Something of a device changed.
   *
   * @throws IOException if the connection is lost
   */
  void changed(String path, Map<?, ?> properties) throws IOException {
    if (!path.startsWith(prefix)) {
      return;
    }
    learnLevel(path, properties);
    if (devices.knows(path)) {
      tell(path, devices.changed(path, properties));
    } else if (!monitored && Device.isHearing(properties) && lookups < MAX_LOOKUPS) {
      // Beyond that many it is heard again soon.
      lookUp(path, properties);
    }
  }

  /**
   * A monitor heard a device.
   *
   * @throws IOException if the connection is lost
   */
  void found(String path) throws IOException {
    if (!path.startsWith(prefix)) {
      return;
    }
    if (devices.knows(path)) {
      tellFound(path);
    } else if (lookups < MAX_LOOKUPS) {
      lookUp(path, Map.of());
    }
  }

  /** A device was taken from the list. */
  void removed(String path) {
    devices.removed(path);
  }

  /** The list is gone. */
  void forget() {
    devices.clear();
    levels.clear();
    lookups = 0;
  }

  private void lookUp(String path, Map<?, ?> changed) throws IOException {
    lookups++;
    calls.call(
        Call.allOf(path, DEVICE),
        new Calls.Reply() {
          @Override
          public void answered(List<?> body) {
            lookups--;
            if (Incoming.argument(body, 0) instanceof Map<?, ?> properties) {
              devices.learn(path, properties);
              if (monitored) {
                tellFound(path);
              } else {
                tell(path, devices.changed(path, changed));
              }
            }
          }

          @Override
          public void refused(String error, String text) {
            // It is gone already.
            lookups--;
          }
        });
  }

  private void learnLevel(String path, Map<?, ?> properties) {
    if (monitored) {
      levels.learn(path, properties);
    }
  }

  private void tellFound(String path) {
    devices.found(path, levels.take(path)).ifPresent(hit -> heard.accept(path, hit));
  }

  private void tell(String path, Optional<Sighting> sighting) {
    sighting.filter(one -> !monitored).ifPresent(found -> heard.accept(path, found));
  }
}
