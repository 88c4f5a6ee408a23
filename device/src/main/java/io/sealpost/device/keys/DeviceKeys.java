package io.sealpost.device.keys;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.state.KeptKeys;
import io.sealpost.device.state.KeptKeys.Kept;
import io.sealpost.device.state.StateException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The keys of one boot: one that seals and opens, and for a while after a rotation the one before
 * it, which only opens. Owned by the agent's thread.
 *
 * <p>Whatever is switched is durable first, so that a restart never takes back what the other end
 * was told.
 */
public final class DeviceKeys implements AutoCloseable {
  private final Owner owner;
  private final Sealing sealing;
  private final Vault vault;
  private final String base;
  private final UplinkSealer uplink;

  private InForce current;
  // From a rotation until a command comes under the new key.
  private @Nullable InForce old;

  /**
   * Those that the last boot has left.
   *
   * @throws SecretFileException if there is no provisioned key
   * @throws StateException if the keys that rotations have left cannot be used
   */
  public static DeviceKeys open(Owner owner, Sealing sealing, Vault vault)
      throws SecretFileException, StateException {
    try (KeptKeys kept = vault.begin(owner.format())) {
      return new DeviceKeys(owner, sealing, vault, kept);
    }
  }

  private DeviceKeys(Owner owner, Sealing sealing, Vault vault, KeptKeys kept) {
    this.owner = owner;
    this.sealing = sealing;
    this.vault = vault;
    this.base = kept.base();
    this.current = inForce(kept.keys().get(0));
    this.old = kept.keys().size() == 2 ? inForce(kept.keys().get(1)) : null;
    this.uplink = new UplinkSealer(sealer(kept.keys().get(0).psk()));
  }

  /** Seals under whichever key is in force; closed along with this. */
  public Sealer sealer() {
    return uplink;
  }

  /** The id of the key in force, 16 lower-case hexadecimal digits; empty in Fernet. */
  public String kid() {
    return current.kid();
  }

  /** The number of the key in force, 0 for the provisioned one. */
  public long generation() {
    return current.generation();
  }

  /** Whether commands under the key before are opened, too. */
  public boolean isChanging() {
    return old != null;
  }

  /**
   * Opens a command.
   *
   * @param context what it must be bound to
   * @param sealed the bytes as they came
   * @throws RefusedException if it opens under no key
   */
  public Opened open(Context context, byte[] sealed) throws RefusedException {
    InForce before = old;
    try {
      return current.opener().open(context, sealed);
    } catch (RefusedException e) {
      if (before == null || e.reason() != RefusedException.Reason.UNKNOWN_KEY) {
        throw e;
      }
    }
    return before.opener().open(context, sealed);
  }

  /**
   * A command is authentic, whatever becomes of it otherwise. The first one under the key in force
   * tells that the other end has it: the one before is forgotten.
   *
   * @param kid of the key that opened it
   * @throws StateException if that cannot be made durable; then nothing changes, the command is not
   *     to be obeyed, and the next one tells it again
   */
  public void authentic(String kid) throws StateException {
    InForce before = old;
    if (before == null || !kid.equals(current.kid())) {
      return;
    }
    vault.retire(owner, kid);
    before.close();
    old = null;
    Logger.info("key {} ({}) is the only one from now on", current.generation(), kid);
  }

  /** The key that sealed a command: one of those in force. */
  InForce of(String kid) {
    InForce before = old;
    return before != null && kid.equals(before.kid()) ? before : current;
  }

  Owner owner() {
    return owner;
  }

  /** The pre-shared key of one in force, which the caller closes. */
  SecretBytes psk(InForce key) throws SecretFileException, StateException {
    return vault.psk(owner, key.kid());
  }

  /**
   * Puts another key in force, beside the one by which it came.
   *
   * @param next its number and bytes; the caller closes its own
   * @param by one in force
   * @param psk of that; the caller closes its own
   * @throws StateException if that cannot be made durable; then nothing changes
   */
  void replace(Kept next, InForce by, SecretBytes psk) throws StateException {
    vault.replace(base, next, new Kept(by.generation(), psk));
    InForce before = old;
    if (by.kid().equals(current.kid())) {
      old = current;
      if (before != null) {
        before.close();
      }
    } else {
      current.close();
    }
    current = inForce(next);
    uplink.rekey(sealer(next.psk()));
    Logger.info(
        "key {} ({}) takes the place of {} ({}), which opens commands until one comes under the new",
        current.generation(),
        current.kid(),
        by.generation(),
        by.kid());
  }

  private InForce inForce(Kept key) {
    return new InForce(
        key.generation(),
        vault.kid(owner, key.psk()),
        sealing.opener(
            owner.format(), key.psk(), owner.device(), Direction.DOWN, owner.timeToLive()));
  }

  private Sealer sealer(SecretBytes psk) {
    return sealing.sealer(owner.format(), psk, owner.device(), Direction.UP);
  }

  @Override
  public void close() {
    InForce before = old;
    if (before != null) {
      before.close();
    }
    current.close();
    uplink.close();
  }
}
