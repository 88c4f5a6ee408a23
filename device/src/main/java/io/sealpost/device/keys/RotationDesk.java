package io.sealpost.device.keys;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.RotationKey;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.Terms;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.state.KeptKeys.Kept;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Action.Rotate;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The device's end of a rotation: offers a public key, takes what is wrapped to it, and says when
 * it is done. Owned by the agent's thread.
 */
public final class RotationDesk implements AutoCloseable {
  private final DeviceKeys keys;
  private final Rotation rotation;
  private final SecureRandom random;

  // From an offer until a key was taken; never kept, so that what is learnt later tells nothing.
  private @Nullable RotationKey offer;

  /**
   * @param keys that are changed; closed along with this
   */
  public RotationDesk(DeviceKeys keys, Rotation rotation, SecureRandom random) {
    this.keys = keys;
    this.rotation = rotation;
    this.random = random;
  }

  /** The keys that are changed. */
  public DeviceKeys keys() {
    return keys;
  }

  /**
   * Does one step.
   *
   * @param kid of the key that sealed the command; one of those in force
   */
  public Outcome rotate(Rotate step, String kid) {
    if (keys.owner().format() == Format.FERNET) {
      return Outcome.not(Status.UNSUPPORTED, "fernet has no rotation of keys");
    }
    InForce by = keys.of(kid);
    if (step instanceof Rotate.Confirm confirm) {
      return confirm(confirm, by);
    }
    if (step.generation() <= by.generation()) {
      return Outcome.not(
          Status.RANGE,
          "generation %d is not above %d, that of the key %s which sealed the command"
              .formatted(step.generation(), by.generation(), by.kid()));
    }
    return step instanceof Rotate.Take take ? take(take, by) : offer();
  }

  private Outcome offer() {
    RotationKey key = offer;
    if (key == null) {
      key = rotation.newKey(random);
      offer = key;
    }
    return Outcome.of(new Result.Offer(key.publicKey()));
  }

  private Outcome take(Rotate.Take take, InForce by) {
    RotationKey key = offer;
    if (key == null) {
      return Outcome.not(Status.NO_OFFER, "no public key was offered, or a key came already");
    }
    Owner owner = keys.owner();
    Terms terms = new Terms(owner.format(), owner.device(), take.generation(), owner.boot());
    try (SecretBytes psk = keys.psk(by)) {
      Optional<SecretBytes> next = rotation.unwrap(key, terms, psk, take.enc(), take.wrapped());
      if (next.isEmpty()) {
        // So it is also with a key that was wrapped to an earlier offer: to begin again helps.
        return Outcome.not(
            Status.NO_OFFER, "the key was not wrapped to " + key.publicKey() + " for this boot");
      }
      try (Kept kept = new Kept(take.generation(), next.get())) {
        keys.replace(kept, by, psk);
      }
    } catch (StateException | SecretFileException e) {
      Logger.error("rotation refused, keys unchanged: {}", e.getMessage());
      return Outcome.not(Status.FAILED, String.valueOf(e.getMessage()));
    }
    key.close();
    offer = null;
    return Outcome.of(Result.NONE);
  }

  private Outcome confirm(Rotate.Confirm confirm, InForce by) {
    if (confirm.generation() != keys.generation() || keys.isChanging()) {
      return Outcome.not(
          Status.RANGE,
          "generation %d is not confirmed: in force is %d, and the command was sealed under %d"
              .formatted(confirm.generation(), keys.generation(), by.generation()));
    }
    return Outcome.of(Result.NONE);
  }

  /** Wipes the offer and the keys. */
  @Override
  public void close() {
    RotationKey key = offer;
    if (key != null) {
      key.close();
    }
    keys.close();
  }
}
