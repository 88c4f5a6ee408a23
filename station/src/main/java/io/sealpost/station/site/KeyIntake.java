package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.store.FolderLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Optional;
import java.util.Set;

/**
 * Takes keys into a ring that were drawn elsewhere. Taking one in again changes nothing, so that
 * whoever was interrupted may begin anew.
 */
public final class KeyIntake {
  private final KeyRing ring;
  private final Sealing sealing;

  /**
   * @param ring that the keys come into; made if it is not there
   * @param sealing tells keys by their ids
   */
  public KeyIntake(KeyRing ring, Sealing sealing) {
    this.ring = ring;
    this.sealing = sealing;
  }

  /** What came of it. */
  public enum Result {
    /** The device had no key. */
    ADDED,
    /** It had this one, or has rotated from it. */
    THERE,
    /** It had another, which is refused from now on. */
    REPLACED
  }

  /**
   * Takes in the key of generation 0 of a device.
   *
   * @param psk 32 bytes, not closed here
   * @param replace whether another key that the device has may go; it counts as revoked then
   * @throws StationException if the device has another key, or one for reading only, or this one
   *     was revoked
   */
  public Result take(DeviceId device, Format format, SecretBytes psk, boolean replace)
      throws StationException {
    ring.make();
    try (FolderLock lock = ring.lock();
        DeviceKey fresh = new DeviceKey(device, format, psk.part(0, psk.size()))) {
      lock.check();
      if (!Files.exists(ring.file(device), LinkOption.NOFOLLOW_LINKS)) {
        KeyFile.writeNew(ring.file(device), fresh);
        return Result.ADDED;
      }
      try (RingEntry entry = KeyFile.read(device, ring.file(device))) {
        return entry instanceof RevokedKey revoked
            ? afterRevocation(fresh, revoked)
            : over(fresh, (DeviceKey) entry, replace);
      }
    }
  }

  private Result afterRevocation(DeviceKey fresh, RevokedKey was) throws StationException {
    requireNotRevoked(fresh, was.kids().contains(fresh.identity(sealing)));
    KeyFile.replace(ring.file(fresh.device()), succeeding(fresh, was.kids()));
    return Result.ADDED;
  }

  private Result over(DeviceKey fresh, DeviceKey was, boolean replace) throws StationException {
    String identity = fresh.identity(sealing);
    if (was.readOnly()) {
      throw new StationException(
          ExitCode.PERMISSION,
          ring.file(fresh.device())
              + ": the ring has the device's key for reading only, and is not made more than that"
              + " by the way; move that file away if this ring is to command the device");
    }
    if (was.format() == fresh.format() && isOf(was, identity)) {
      return Result.THERE;
    }
    requireNotRevoked(fresh, was.revokedKids().contains(identity));
    if (!replace) {
      throw new StationException(
          ExitCode.PERMISSION,
          ring.file(fresh.device())
              + ": the device has another key, which is not overwritten; with --replace nothing"
              + " that is sealed under it opens any more");
    }
    KeyFile.shred(ring.file(fresh.device()), succeeding(fresh, KeyRing.kids(was, sealing)));
    return Result.REPLACED;
  }

  private boolean isOf(DeviceKey was, String identity) {
    return was.identity(sealing).equals(identity) || was.lineage().equals(Optional.of(identity));
  }

  private static DeviceKey succeeding(DeviceKey fresh, Set<String> revoked) {
    return new DeviceKey(fresh.device(), fresh.format(), fresh.psk(), revoked);
  }

  private static void requireNotRevoked(DeviceKey fresh, boolean revoked) throws StationException {
    if (revoked) {
      throw new StationException(
          ExitCode.REFUSED, fresh.device() + ": this key was revoked; give it another");
    }
  }
}
