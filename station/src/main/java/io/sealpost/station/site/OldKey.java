package io.sealpost.station.site;

import io.sealpost.crypto.ReadKeys;
import java.time.Instant;

/**
 * A key that a device had before: opens what it sealed then, and no more.
 *
 * @param generation its number, 0 or more
 * @param keys of the uplink
 * @param lastEpoch the last epoch in which the device can have sealed under it, 0 to 2^32 - 1:
 *     whoever learns the old key later cannot make up messages of later boots
 * @param until when it is removed
 */
public record OldKey(long generation, ReadKeys keys, long lastEpoch, Instant until)
    implements AutoCloseable {
  /** The same once more; the caller closes it. */
  OldKey copy() {
    return new OldKey(generation, KeyMaterial.copy(keys), lastEpoch, until);
  }

  @Override
  public void close() {
    keys.close();
  }
}
