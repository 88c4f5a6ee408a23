package io.sealpost.station.store;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Where the newest trusted hello of each device is kept from run to run, still sealed. */
public interface HelloShelf {
  /** The newest trusted hello of a device, as it came. */
  Optional<byte[]> hello(DeviceId device) throws StationException;

  /**
   * Replaces the hello of a device.
   *
   * @param sealed as it came
   * @param outdated asked, while nobody else writes, about the hello that is there; {@code false}
   *     leaves it
   */
  void replaceHello(DeviceId device, byte[] sealed, Predicate<byte[]> outdated)
      throws StationException;

  /**
   * What a hello is to be replaced by.
   *
   * @param sealed as it came
   * @param outdated asked, while nobody else writes, about the hello that is there; {@code false}
   *     leaves it
   */
  @SuppressWarnings("ArrayRecordComponent") // kept until it is written, never compared
  record Fresh(byte[] sealed, Predicate<byte[]> outdated) {}

  /** Replaces those of several devices. */
  default void replaceHellos(Map<DeviceId, Fresh> fresh) throws StationException {
    for (Map.Entry<DeviceId, Fresh> entry : fresh.entrySet()) {
      replaceHello(entry.getKey(), entry.getValue().sealed(), entry.getValue().outdated());
    }
  }
}
