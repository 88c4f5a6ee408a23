package io.sealpost.station.store;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives out command counters. */
public interface Counters {
  /**
   * What a counter is wanted for.
   *
   * @param device to whom the command goes
   * @param boot that it is for
   * @param reported the device's last answered counter in this boot, if any
   * @param wish that is remembered as desired, if any
   */
  record Claim(DeviceId device, BootId boot, OptionalLong reported, Optional<Action.Set> wish) {}

  /**
   * Uses up one counter for each claim: higher than every one used before in this boot, by
   * whichever process, and than what the device reports.
   *
   * @param claims of different devices
   * @return 1 to 2^32 - 1, durably taken; none for a device whose counters of this boot are used up
   */
  Map<DeviceId, Long> take(List<Claim> claims) throws StationException;
}
