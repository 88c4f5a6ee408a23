package io.sealpost.device.keys;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.state.KeptKeys;
import io.sealpost.device.state.KeptKeys.Kept;
import io.sealpost.device.state.KeyStore;
import io.sealpost.device.state.StateException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * The pre-shared keys where they lie: read when they are needed and wiped at once, so that a
 * running agent holds only what is derived from them. Owned by the agent's thread.
 */
public final class Vault {
  /** Not a device: a key keeps its base whatever the device is called and however it seals. */
  private static final String ANY = "base";

  private final Sealing sealing;
  private final KeyStore store;
  private final Provisioned provisioned;

  /** The key that the device was given when it was set up; never written. */
  @FunctionalInterface
  public interface Provisioned {
    /**
     * Reads it.
     *
     * @return 32 bytes, which the caller closes
     * @throws SecretFileException if there is none now
     */
    SecretBytes read() throws SecretFileException;
  }

  /**
   * @param store where rotations leave their keys
   */
  public Vault(Sealing sealing, KeyStore store, Provisioned provisioned) {
    this.sealing = sealing;
    this.store = store;
    this.provisioned = provisioned;
  }

  /**
   * The keys that a boot begins with. Those that descend from another provisioned key are wiped:
   * the device was set up anew. In Fernet only the provisioned one is used, and others are left
   * alone.
   *
   * @return at least one, which the caller closes
   * @throws SecretFileException if there is no provisioned key
   * @throws StateException if what rotations have left is damaged or cannot be wiped; to go on with
   *     the provisioned key would be to take back one that was given up
   */
  KeptKeys begin(Format format) throws SecretFileException, StateException {
    SecretBytes first = provisioned.read();
    try {
      return begin(format, first);
    } catch (StateException e) {
      first.close();
      throw e;
    }
  }

  private KeptKeys begin(Format format, SecretBytes first) throws StateException {
    String base = base(first);
    Optional<KeptKeys> kept = format == Format.FERNET ? Optional.empty() : store.load();
    if (kept.isPresent() && !kept.get().base().equals(base)) {
      kept.get().close();
      store.save(new KeptKeys(base, List.of()));
      Logger.warn("the device was given another key; those of earlier rotations are wiped");
    } else if (kept.isPresent() && !kept.get().keys().isEmpty()) {
      first.close();
      return kept.get();
    }
    return new KeptKeys(base, List.of(new Kept(0, first)));
  }

  /**
   * The pre-shared key with this id.
   *
   * @return which the caller closes
   * @throws SecretFileException if it is the provisioned one, and that cannot be read or is another
   *     by now
   */
  SecretBytes psk(Owner owner, String kid) throws SecretFileException, StateException {
    try (KeptKeys kept = store.load().orElse(KeptKeys.NONE)) {
      for (Kept key : kept.keys()) {
        if (kid(owner, key.psk()).equals(kid)) {
          return key.psk().part(0, key.psk().size());
        }
      }
    }
    SecretBytes first = provisioned.read();
    if (kid(owner, first).equals(kid)) {
      return first;
    }
    first.close();
    throw new StateException(
        "the key " + kid + " is neither provisioned nor kept any more; start the agent again");
  }

  /**
   * Makes another key the one in force, beside the one by which it came; durable on return.
   *
   * @param base of both
   * @throws StateException if that was impossible; the message says what is in force after a
   *     restart, when both of them open commands in either case
   */
  void replace(String base, Kept next, Kept old) throws StateException {
    try (KeptKeys former = store.load().orElse(new KeptKeys(base, List.of()))) {
      try {
        store.save(new KeptKeys(base, List.of(next, old)));
      } catch (StateException e) {
        // The new table may stand in the file all the same, if only the last step failed.
        throw new StateException(e.getMessage() + "; " + takeBack(former), e);
      }
    }
  }

  /**
   * Forgets the key before; durable on return.
   *
   * @param kid of the key in force
   * @throws StateException if that was impossible; then the file may hold either
   */
  void retire(Owner owner, String kid) throws StateException {
    try (KeptKeys kept = store.load().orElse(KeptKeys.NONE)) {
      if (kept.keys().isEmpty() || !kid(owner, kept.keys().get(0).psk()).equals(kid)) {
        throw new StateException(
            "the key " + kid + " is not the one that is kept; start the agent again");
      }
      store.save(new KeptKeys(kept.base(), List.of(kept.keys().get(0))));
    }
  }

  /** The id of a key, which every message says. */
  String kid(Owner owner, SecretBytes psk) {
    return owner.format() == Format.FERNET
        ? ""
        : HexFormat.of().formatHex(sealing.kid(owner.format(), psk, owner.device()));
  }

  private String base(SecretBytes psk) {
    return HexFormat.of().formatHex(sealing.kid(Format.COSE_1, psk, ANY));
  }

  private String takeBack(KeptKeys former) {
    try {
      store.save(former);
      return "the former key is in force after a restart, too";
    } catch (StateException again) {
      return "after a restart either key is in force";
    }
  }
}
