package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.site.RevokedKey;
import io.sealpost.station.site.RingEntry;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The desks of all wanted devices of a key ring. For one thread. */
final class Desks implements AutoCloseable {
  private static final Comparator<DeviceId> ORDER = Comparator.comparing(DeviceId::value);

  private final Map<DeviceId, Desk> all;
  private final Map<DeviceId, Desk> living;
  private final Map<DeviceId, RevokedKey> revoked;

  private Desks(
      Map<DeviceId, Desk> all, Map<DeviceId, Desk> living, Map<DeviceId, RevokedKey> revoked) {
    this.all = all;
    this.living = living;
    this.revoked = revoked;
  }

  static Desks open(RingAccess access, Filter filter) throws StationException {
    Map<DeviceId, Desk> all = new TreeMap<>(ORDER);
    Map<DeviceId, Desk> living = new TreeMap<>(ORDER);
    Map<DeviceId, RevokedKey> revoked = new TreeMap<>(ORDER);
    for (RingEntry entry : access.ring().entries()) {
      try (entry) {
        DeviceId device = entry.device();
        if (filter.wants(device)) {
          Desk desk = new Desk(access.sealing(), entry, access.line(device));
          all.put(device, desk);
          if (entry instanceof RevokedKey record) {
            revoked.put(device, record);
          } else {
            living.put(device, desk);
          }
        }
      }
    }
    if (living.isEmpty()) {
      all.values().forEach(Desk::close);
      throw new StationException(
          ExitCode.USAGE,
          "no device of the key ring is wanted; \"sealpost key list\" says which there are"
              + (revoked.isEmpty() ? "" : ", and which were revoked"));
    }
    return new Desks(all, living, revoked);
  }

  /** By device, in alphabetical order, also those that were revoked: they open nothing. */
  Map<DeviceId, Desk> byDevice() {
    return all;
  }

  /** Those that were not revoked when they were opened. */
  Map<DeviceId, Desk> living() {
    return living;
  }

  /** The others. */
  Map<DeviceId, RevokedKey> revoked() {
    return revoked;
  }

  @Override
  public void close() {
    all.values().forEach(Desk::close);
  }
}
