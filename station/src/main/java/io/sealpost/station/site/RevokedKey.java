package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import java.time.Instant;
import java.util.Set;

/**
 * What stays in the ring of a revoked device: that, and since when. It has no secret.
 *
 * @param device whose keys are refused
 * @param format the envelope it had
 * @param since when it was revoked
 * @param kids ids of all keys of the device that were revoked ever; of a Fernet key, which has none
 *     on the wire, the one that it would have in {@code cose-1}
 */
public record RevokedKey(DeviceId device, Format format, Instant since, Set<String> kids)
    implements RingEntry {
  /** Copies the ids. */
  public RevokedKey {
    kids = Set.copyOf(kids);
  }

  /**
   * Whether a key is one of those that were revoked.
   *
   * @param psk 32 bytes, not closed here
   */
  public boolean had(Sealing sealing, SecretBytes psk) {
    try (DeviceKey key = new DeviceKey(device, format, psk.part(0, psk.size()))) {
      return kids.contains(key.identity(sealing));
    }
  }

  @Override
  public void close() {
    // There is nothing to wipe.
  }
}
