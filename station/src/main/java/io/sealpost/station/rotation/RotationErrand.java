package io.sealpost.station.rotation;

import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.Terms;
import io.sealpost.crypto.Wrapped;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Errand;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.RotatingKeys;
import java.util.Optional;

/**
 * Gives one device its next key: {@code offer}, {@code take}, {@code confirm}. What to ask next
 * follows each time from what the key ring says now, not from what was asked before: whoever was
 * killed at any point, or was overtaken by another process, goes on where the ring is. For one
 * thread.
 *
 * <p>The pending key is durable before anything is asked. It becomes the current one by whatever
 * the device first seals under it, which its {@link io.sealpost.station.inbox.Desk} sees to; from
 * then on only the confirmation is left, until the device has answered it.
 */
public final class RotationErrand implements Errand {
  /** How often at most it begins again in one boot. */
  static final int ATTEMPTS = 4;

  private final DeviceId device;
  private final Rotation rotation;
  private final Sealing sealing;
  private final RotatingKeys keys;
  private Optional<BootId> boot = Optional.empty();
  private Optional<Action.Rotate> asked = Optional.empty();
  private long base;
  private long goal;
  private int attempts;
  private boolean resumed;
  private boolean done;

  /**
   * @param rotation wraps the new key
   * @param sealing tells keys by their ids
   * @param keys of the device
   */
  public RotationErrand(DeviceId device, Rotation rotation, Sealing sealing, RotatingKeys keys) {
    this.device = device;
    this.rotation = rotation;
    this.sealing = sealing;
    this.keys = keys;
  }

  /** Whether the device has the new key, and no other. */
  public boolean isDone() {
    return done;
  }

  /** Whether it went on with what an earlier one had begun. */
  public boolean isResumed() {
    return resumed;
  }

  /** Number of the new key; 0 before the first step. */
  public long generation() {
    return goal;
  }

  @Override
  public Optional<Action> start(Hello hello, String kid) throws StationException {
    if (!boot.equals(Optional.of(hello.boot()))) {
      // What was offered in another boot is gone with it.
      boot = Optional.of(hello.boot());
      attempts = 0;
    }
    if (done) {
      return Optional.empty();
    }
    try (DeviceKey key = keys.now()) {
      if (goal == 0) {
        base = key.generation();
        resumed = key.unconfirmed() || key.pending().isPresent();
      }
      if (isTaken(key)) {
        return finish(key);
      }
    }
    return offer();
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) throws StationException {
    try (DeviceKey key = keys.now()) {
      if (isTaken(key)) {
        return isConfirmation(answer, kid, key) ? end(kid) : confirm(answer, key);
      }
      if (asked.isPresent() && asked.get() instanceof Action.Rotate.Offer) {
        return offered(answer, key);
      }
    }
    // The key was not taken: it was offered in vain, or the answer tells why.
    return again(answer) ? offer() : Optional.empty();
  }

  /** Whether the device has what it is to get. */
  private boolean isTaken(DeviceKey key) {
    return key.unconfirmed() || (goal > 0 && key.generation() >= goal);
  }

  private Optional<Action> finish(DeviceKey key) throws StationException {
    goal = key.generation();
    if (!key.unconfirmed()) {
      done = true;
      return Optional.empty();
    }
    keys.secure();
    return ask(new Action.Rotate.Confirm(goal));
  }

  private boolean isConfirmation(Answer answer, String kid, DeviceKey key) {
    return asked.isPresent()
        && asked.get() instanceof Action.Rotate.Confirm
        && answer.status() == Answer.Status.OK
        && kid.equals(key.kid(sealing));
  }

  private Optional<Action> end(String kid) throws StationException {
    keys.confirmed(kid);
    done = true;
    return Optional.empty();
  }

  private Optional<Action> confirm(Answer answer, DeviceKey key) throws StationException {
    boolean refused = asked.isPresent() && asked.get() instanceof Action.Rotate.Confirm;
    return refused && !again(answer) ? Optional.empty() : finish(key);
  }

  private Optional<Action> offered(Answer answer, DeviceKey key) throws StationException {
    if (answer.status() == Answer.Status.OK
        && answer.result() instanceof Answer.Result.Offer offer
        && boot.isPresent()
        && key.pending().isPresent()) {
      return ask(take(offer.publicKey(), boot.get(), key, key.pending().get()));
    }
    return again(answer) ? offer() : Optional.empty();
  }

  private Action.Rotate take(
      String publicKey, BootId offeredIn, DeviceKey key, DeviceKey.Pending pending)
      throws StationException {
    Terms terms = new Terms(key.format(), device.value(), pending.generation(), offeredIn);
    Wrapped wrapped =
        rotation
            .wrap(publicKey, terms, key.psk(), pending.psk())
            .orElseThrow(
                () ->
                    new StationException(
                        ExitCode.REFUSED,
                        device + ": what it offers is no public key; look at its version"));
    return new Action.Rotate.Take(pending.generation(), wrapped.enc(), wrapped.wrapped());
  }

  private Optional<Action> offer() throws StationException {
    try (DeviceKey key = keys.begin(base)) {
      goal = key.pending().map(DeviceKey.Pending::generation).orElse(key.generation());
      if (key.pending().isEmpty()) {
        return finish(key);
      }
    }
    return ask(new Action.Rotate.Offer(goal));
  }

  /** Whether the same may come out otherwise, and was not tried too often. */
  private boolean again(Answer answer) {
    boolean passing =
        switch (answer.status()) {
          case OK, NO_OFFER, SUPERSEDED, LATE -> true;
          case RANGE, UNKNOWN_STREAM, UNSUPPORTED, MALFORMED, FAILED -> false;
        };
    attempts++;
    return passing && attempts < ATTEMPTS;
  }

  private Optional<Action> ask(Action.Rotate step) {
    asked = Optional.of(step);
    return Optional.of(step);
  }
}
