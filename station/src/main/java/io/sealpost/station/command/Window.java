package io.sealpost.station.command;

import io.sealpost.protocol.DeviceId;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The commands that are on their way. One that is not answered soon makes room for others, so that
 * devices that are away do not keep those waiting that are there. For one thread.
 */
final class Window {
  /** How long a command keeps its place without an answer. */
  static final Duration SOON = Duration.ofSeconds(2);

  private final int size;
  private final Map<DeviceId, Duration> onTheirWay = new LinkedHashMap<>();

  Window(int size) {
    this.size = size;
  }

  /** How many more may go. */
  int room(Duration now) {
    Iterator<Duration> oldest = onTheirWay.values().iterator();
    while (oldest.hasNext() && now.minus(oldest.next()).compareTo(SOON) >= 0) {
      oldest.remove();
    }
    return size - onTheirWay.size();
  }

  /** When there may be room next, if nothing is answered. */
  Duration patience(Duration now) {
    return onTheirWay.values().stream()
        .findFirst()
        .map(oldest -> oldest.plus(SOON).minus(now))
        .orElse(Duration.ZERO);
  }

  void add(DeviceId device, Duration now) {
    onTheirWay.remove(device);
    onTheirWay.put(device, now);
  }

  void remove(DeviceId device) {
    onTheirWay.remove(device);
  }
}
