package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;

/**
 * One entry of the key ring.
 *
 * @param device whose key it is
 * @param format the one envelope that the key is for
 * @param psk 32 bytes; closed by whoever took the entry out of the ring
 */
public record DeviceKey(DeviceId device, Format format, SecretBytes psk) implements AutoCloseable {
  @Override
  public void close() {
    psk.close();
  }
}
