package io.sealpost.station.inbox;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealing;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyMaterial;
import io.sealpost.station.site.OldKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All keys of one device that open what it sends. A key that a message names not is told by its id,
 * before anything is computed. For one thread.
 */
final class DeskKeys implements AutoCloseable {
  private final List<Slot> slots = new ArrayList<>();
  private final String lineage;

  /** What a key is beside the others. */
  enum Role {
    /** The device seals under it. */
    CURRENT,
    /** The device is about to. */
    PENDING,
    /** The device did. */
    OLD
  }

  private record Slot(Role role, String kid, long lastEpoch, Opener opener) {}

  /**
   * @param key copied; the caller closes its own
   */
  DeskKeys(Sealing sealing, DeviceKey key) {
    lineage = key.lineage(sealing);
    slots.add(slot(Role.CURRENT, sealing, key, key.current()));
    key.pending().ifPresent(next -> slots.add(slot(Role.PENDING, sealing, key, next.material())));
    for (OldKey old : key.old()) {
      Opener opener = sealing.opener(old.keys(), key.device().value());
      slots.add(new Slot(Role.OLD, old.keys().kid(), old.lastEpoch(), opener));
    }
  }

  private static Slot slot(Role role, Sealing sealing, DeviceKey key, KeyMaterial material) {
    String kid = material.kid(sealing, key.format(), key.device());
    return new Slot(role, kid, Counter.MAX, opener(sealing, key, material));
  }

  private static Opener opener(Sealing sealing, DeviceKey key, KeyMaterial material) {
    String device = key.device().value();
    Format format = key.format();
    if (material instanceof KeyMaterial.Full full) {
      return sealing.opener(format, full.psk(), device, Direction.UP, Optional.empty());
    }
    return sealing.opener(((KeyMaterial.ReadOnly) material).keys(), device);
  }

  /** Id of the key of generation 0; empty in Fernet. */
  String lineage() {
    return lineage;
  }

  /** What a key is; empty if it is none of these. */
  Optional<Role> role(String kid) {
    return slots.stream().filter(slot -> slot.kid.equals(kid)).map(Slot::role).findFirst();
  }

  /** Opens with the key that the message names. */
  Opened open(Context context, byte[] sealed) throws RefusedException {
    RefusedException unknown = new RefusedException(RefusedException.Reason.UNKNOWN_KEY);
    for (Slot slot : slots) {
      try {
        return inTime(slot, slot.opener.open(context, sealed));
      } catch (RefusedException e) {
        if (e.reason() != RefusedException.Reason.UNKNOWN_KEY) {
          throw e;
        }
        unknown = e;
      }
    }
    throw unknown;
  }

  /** Who learns an old key later must not speak for boots in which it was not used any more. */
  private static Opened inTime(Slot slot, Opened opened) throws RefusedException {
    boolean later = opened.counter().map(counter -> counter.epoch() > slot.lastEpoch).orElse(false);
    if (later) {
      throw new RefusedException(RefusedException.Reason.UNKNOWN_KEY);
    }
    return opened;
  }

  @Override
  public void close() {
    slots.forEach(slot -> slot.opener.close());
  }
}
