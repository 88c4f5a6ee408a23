package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of one device. What changes one returns another, with secrets of its own.
 *
 * @param device whose keys they are
 * @param format the one envelope that they are for
 * @param current what the device seals under, as far as the station knows
 * @param generation number of {@code current}, 0 to 2^32 - 1
 * @param lineage id of the key of generation 0, by which the device's messages are counted through
 *     all its keys; empty while that is the current one
 * @param unconfirmed whether the device may still obey the key before the current one
 * @param pending the key that the device is about to take, if any
 * @param old the keys before, oldest first, at most {@link #MAX_OLD}
 * @param revokedKids ids of keys that were revoked before this one was made
 */
public record DeviceKey(
    DeviceId device,
    Format format,
    KeyMaterial current,
    long generation,
    Optional<String> lineage,
    boolean unconfirmed,
    Optional<Pending> pending,
    List<OldKey> old,
    Set<String> revokedKids)
    implements RingEntry {
  /** Most keys before the current one. */
  public static final int MAX_OLD = 64;

  /**
   * A key that the device was or will be told.
   *
   * @param generation its number
   * @param material of the same kind as the current key
   */
  public record Pending(long generation, KeyMaterial material) {
    /**
     * The key, 32 bytes; closed along with the entry.
     *
     * @throws IllegalStateException if the ring is read-only
     */
    public SecretBytes psk() {
      if (material instanceof KeyMaterial.Full full) {
        return full.psk();
      }
      throw new IllegalStateException("the pending key is read-only");
    }
  }

  /** Copies the collections. */
  public DeviceKey {
    old = List.copyOf(old);
    revokedKids = Set.copyOf(revokedKids);
  }

  /**
   * A key that was never changed.
   *
   * @param psk 32 bytes, closed along with this
   */
  public DeviceKey(DeviceId device, Format format, SecretBytes psk) {
    this(device, format, psk, Set.of());
  }

  DeviceKey(DeviceId device, Format format, SecretBytes psk, Set<String> revokedKids) {
    this(
        device,
        format,
        new KeyMaterial.Full(psk),
        0,
        Optional.empty(),
        false,
        Optional.empty(),
        List.of(),
        revokedKids);
  }

  /** Whether the ring cannot command the device. */
  public boolean readOnly() {
    return current instanceof KeyMaterial.ReadOnly;
  }

  /**
   * The current key, 32 bytes; closed along with this.
   *
   * @throws IllegalStateException if the ring is {@link #readOnly}
   */
  public SecretBytes psk() {
    if (current instanceof KeyMaterial.Full full) {
      return full.psk();
    }
    throw new IllegalStateException("the ring's keys of " + device + " are read-only");
  }

  /**
   * Checks that the ring can command the device.
   *
   * @throws StationException if it is {@link #readOnly}
   */
  public void requireCommanding() throws StationException {
    if (readOnly()) {
      throw new StationException(
          ExitCode.PERMISSION,
          device
              + ": the key ring has a read-only key of it, which opens readings and cannot command;"
              + " command it from the station that has the whole key");
    }
  }

  /** Id of the current key; empty in Fernet. */
  public String kid(Sealing sealing) {
    return current.kid(sealing, format, device);
  }

  /** Tells the current key from every other one of the device, in Fernet too. */
  String identity(Sealing sealing) {
    return current.kid(sealing, format == Format.FERNET ? Format.COSE_1 : format, device);
  }

  /** Id of the pending key, if there is one. */
  public Optional<String> pendingKid(Sealing sealing) {
    return pending.map(next -> next.material().kid(sealing, format, device));
  }

  /** Id of the key of generation 0; empty in Fernet. */
  public String lineage(Sealing sealing) {
    return lineage.orElseGet(() -> kid(sealing));
  }

  /** The same once more; the caller closes it. */
  DeviceKey copy() {
    return with(current.copy(), generation, lineage, unconfirmed, copyOfPending(), copyOfOld());
  }

  /**
   * With a pending key.
   *
   * @param fresh 32 bytes, closed along with what is returned
   */
  DeviceKey begun(Sealing sealing, SecretBytes fresh) {
    Pending next = new Pending(generation + 1, new KeyMaterial.Full(fresh));
    return with(
        current.copy(),
        generation,
        Optional.of(lineage(sealing)),
        unconfirmed,
        Optional.of(next),
        copyOfOld());
  }

  /**
   * With the pending key for the current one, which the device has shown to have.
   *
   * @param epoch of the message that showed it
   * @param until when the key that was current is removed
   * @throws IllegalStateException if nothing is pending
   */
  DeviceKey promoted(Sealing sealing, long epoch, Instant until) {
    Pending next =
        pending.orElseThrow(() -> new IllegalStateException(device + " has no pending key"));
    List<OldKey> before = copyOfOld();
    before.add(new OldKey(generation, current.readKeys(sealing, format, device), epoch, until));
    return with(
        next.material().copy(),
        next.generation(),
        Optional.of(lineage(sealing)),
        true,
        Optional.empty(),
        before);
  }

  /** With the key before dead on the device. */
  DeviceKey confirmed() {
    return with(current.copy(), generation, lineage, false, copyOfPending(), copyOfOld());
  }

  /** Without the old keys whose time is over. */
  DeviceKey without(Instant expired) {
    List<OldKey> left =
        old.stream().filter(key -> key.until().isAfter(expired)).map(OldKey::copy).toList();
    return with(current.copy(), generation, lineage, unconfirmed, copyOfPending(), left);
  }

  /**
   * What opens the device's readings, and no more.
   *
   * @throws StationException in Fernet
   */
  public DeviceKey forReading(Sealing sealing) throws StationException {
    if (format == Format.FERNET) {
      throw new StationException(
          ExitCode.PERMISSION,
          device
              + ": a fernet key cannot be made read-only, as one key seals both ways; give the"
              + " device a cose key");
    }
    Optional<Pending> next =
        pending.map(due -> new Pending(due.generation(), readOnly(sealing, due.material())));
    return with(
        readOnly(sealing, current),
        generation,
        Optional.of(lineage(sealing)),
        unconfirmed,
        next,
        copyOfOld());
  }

  private KeyMaterial readOnly(Sealing sealing, KeyMaterial material) {
    return new KeyMaterial.ReadOnly(material.readKeys(sealing, format, device));
  }

  private DeviceKey with(
      KeyMaterial material,
      long number,
      Optional<String> line,
      boolean open,
      Optional<Pending> next,
      List<OldKey> before) {
    return new DeviceKey(device, format, material, number, line, open, next, before, revokedKids);
  }

  private Optional<Pending> copyOfPending() {
    return pending.map(next -> new Pending(next.generation(), next.material().copy()));
  }

  private List<OldKey> copyOfOld() {
    List<OldKey> copies = new ArrayList<>();
    old.forEach(key -> copies.add(key.copy()));
    return copies;
  }

  @Override
  public void close() {
    current.close();
    pending.ifPresent(next -> next.material().close());
    old.forEach(OldKey::close);
  }
}
