package io.sealpost.station.cli;

import io.sealpost.crypto.Sealing;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyRing;
import java.util.Map;
import java.util.TreeMap;

/** The desks of all wanted devices of a key ring. For one thread. */
final class Desks implements AutoCloseable {
  private final Map<DeviceId, Desk> desks;

  private Desks(Map<DeviceId, Desk> desks) {
    this.desks = desks;
  }

  static Desks open(KeyRing ring, Filter filter, Sealing sealing) throws StationException {
    Map<DeviceId, Desk> desks = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
    for (DeviceKey key : ring.all()) {
      try (key) {
        if (filter.wants(key.device())) {
          desks.put(key.device(), new Desk(sealing, key));
        }
      }
    }
    if (desks.isEmpty()) {
      throw new StationException(
          ExitCode.USAGE,
          "no device of the key ring is wanted; \"sealpost key list\" says which there are");
    }
    return new Desks(desks);
  }

  /** By device, in alphabetical order. */
  Map<DeviceId, Desk> byDevice() {
    return desks;
  }

  @Override
  public void close() {
    desks.values().forEach(Desk::close);
  }
}
