package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.DeviceId;

/** What the ring says of one device: its keys, or that it was revoked. */
public sealed interface RingEntry extends AutoCloseable permits DeviceKey, RevokedKey {
  /** Whose entry it is. */
  DeviceId device();

  /** The one envelope of the device. */
  Format format();

  /** Wipes the secrets. */
  @Override
  void close();
}
