package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.site.KeyRing;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Says, once for each, which wanted devices came into the key ring after a watch began: it shows
 * nothing of them. For one thread.
 */
final class Newcomers {
  /** How long one may go unnoticed. */
  static final Duration LOOK = Duration.ofMinutes(1);

  private final KeyRing ring;
  private final Filter filter;
  private final Consumer<String> warn;
  private final Set<DeviceId> known;
  private FileTime changedAt;
  private Duration lookAt;

  /**
   * @param ring as the watch has read it
   * @param known devices, which it shows
   * @param warn told what to tell people, a line each
   * @param now of the monotonic clock
   */
  Newcomers(
      KeyRing ring,
      Filter filter,
      Collection<DeviceId> known,
      Consumer<String> warn,
      Duration now) {
    this.ring = ring;
    this.filter = filter;
    this.warn = warn;
    this.known = new HashSet<>(known);
    // Of no ring: what changed while it was read is found by the first look.
    this.changedAt = FileTime.fromMillis(0);
    this.lookAt = now.plus(LOOK);
  }

  /**
   * Looks, if it is time to.
   *
   * @param now of the monotonic clock
   */
  void look(Duration now) {
    if (now.compareTo(lookAt) < 0) {
      return;
    }
    lookAt = now.plus(LOOK);
    try {
      FileTime present = ring.changedAt();
      if (!present.equals(changedAt)) {
        tell(ring.devicesInUse());
        changedAt = present;
      }
    } catch (StationException e) {
      warn.accept(String.valueOf(e.getMessage()));
    }
  }

  private void tell(List<DeviceId> devices) {
    for (DeviceId device : devices) {
      if (filter.wants(device) && known.add(device)) {
        warn.accept(
            device
                + " came into the key ring: nothing of it is shown until this command is started"
                + " again");
      }
    }
  }
}
