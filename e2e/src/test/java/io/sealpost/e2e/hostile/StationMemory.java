package io.sealpost.e2e.hostile;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.store.Counters;
import io.sealpost.station.store.HelloShelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What outlives a process of the station: the newest hellos, and counters. */
final class StationMemory implements HelloShelf, Counters {
  private final Map<DeviceId, byte[]> hellos = new HashMap<>();
  private final Map<BootId, Long> counters = new HashMap<>();

  @Override
  public Optional<byte[]> hello(DeviceId device) {
    return Optional.ofNullable(hellos.get(device));
  }

  @Override
  public void replaceHello(DeviceId device, byte[] sealed, Predicate<byte[]> outdated) {
    byte[] kept = hellos.get(device);
    if (kept == null || outdated.test(kept)) {
      hellos.put(device, sealed);
    }
  }

  @Override
  public Map<DeviceId, Long> take(List<Claim> claims) {
    Map<DeviceId, Long> taken = new HashMap<>();
    for (Claim claim : claims) {
      long used = Math.max(counters.getOrDefault(claim.boot(), 0L), claim.reported().orElse(0));
      counters.put(claim.boot(), used + 1);
      taken.put(claim.device(), used + 1);
    }
    return taken;
  }
}
