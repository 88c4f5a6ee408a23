package io.sealpost.station.inbox;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the broker says of every device. Nothing of it is sealed, so that changes are told at most
 * once a second, however often the broker flips them. For one thread.
 */
final class StatusBoard {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Map<String, DeviceStatus> current = new TreeMap<>();
  private final Map<String, DeviceStatus> told = new TreeMap<>();
  private Optional<Duration> lastTold = Optional.empty();

  void put(DeviceId device, DeviceStatus status) {
    current.put(device.value(), status);
  }

  Optional<DeviceStatus> of(DeviceId device) {
    return Optional.ofNullable(current.get(device.value()));
  }

  /** The changes that were not told yet, unless some were told less than a second ago. */
  List<Event> due(Duration now) {
    if (current.equals(told)
        || lastTold.filter(then -> now.minus(then).compareTo(PERIOD) < 0).isPresent()) {
      return List.of();
    }
    List<Event> changes = new ArrayList<>();
    current.forEach(
        (device, status) -> {
          if (told.put(device, status) != status) {
            changes.add(new Event.StatusChanged(new DeviceId(device), status));
          }
        });
    lastTold = Optional.of(now);
    return changes;
  }
}
