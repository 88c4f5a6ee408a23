package io.sealpost.station.command;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeySource;
import io.sealpost.station.site.RingEntry;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Seals commands to one device, always under its current key: a pending one that a hello was sealed
 * under is made the current one first, and one that the device had before is never sealed under
 * again. For one thread.
 */
final class CommandSealer implements AutoCloseable {
  private final Sealing sealing;
  private final DeviceId device;
  private final Format format;
  private final KeySource source;
  private final MessageCodec codec;
  private Keys keys;
  private Optional<String> awaited = Optional.empty();

  /**
   * A sealed command.
   *
   * @param bytes to publish
   * @param counter that the answer names; 0 in Fernet
   * @param tag that the answer names, 16 hexadecimal digits
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, published, never compared
  record Sealed(byte[] bytes, long counter, String tag) {}

  /** The current key, and what the ring says of a rotation under way. */
  private record Keys(
      String kid, Optional<String> pendingKid, boolean unconfirmed, Sealer sealer, Opener opener) {}

  /** Of a key that nobody changes. */
  CommandSealer(Sealing sealing, DeviceKey key) throws StationException {
    this(sealing, key, KeySource.UNCHANGING);
  }

  /**
   * @param key copied; the caller closes its own
   * @param source tells when the key changes
   * @throws StationException if the ring cannot command the device
   */
  CommandSealer(Sealing sealing, DeviceKey key, KeySource source) throws StationException {
    this.sealing = sealing;
    this.source = source;
    device = key.device();
    format = key.format();
    codec = Desk.codecOf(format);
    keys = keysOf(key);
  }

  private Keys keysOf(DeviceKey key) throws StationException {
    key.requireCommanding();
    return new Keys(
        key.kid(sealing),
        key.pendingKid(sealing),
        key.unconfirmed(),
        sealing.sealer(format, key.psk(), device.value(), Direction.DOWN),
        sealing.opener(format, key.psk(), device.value(), Direction.DOWN, Optional.empty()));
  }

  /**
   * Seals a command for the boot of a hello.
   *
   * @param kid of the key that opened the hello; empty in Fernet
   * @param counter never used before in that boot
   * @throws StationException if the device was revoked meanwhile, or a new key of it cannot be made
   *     durable
   */
  Sealed seal(Hello hello, String kid, Command command, long counter) throws StationException {
    keepUp();
    if (keys.pendingKid.equals(Optional.of(kid))) {
      source.proven(kid, hello.epoch());
      keepUp();
      requireCurrent(kid);
    }
    if (keys.pendingKid.isPresent() || keys.unconfirmed) {
      source.secure();
      keepUp();
    }
    Context context = Context.down(device.value(), Channel.Fixed.CONTROL.stream(), hello.boot());
    byte[] bytes =
        keys.sealer.seal(context, new Counter(hello.epoch(), counter), codec.command(command));
    String tag = tag(context, bytes);
    awaited = Optional.of(tag);
    return new Sealed(bytes, format == Format.FERNET ? 0 : counter, tag);
  }

  /**
   * The device answered: if that was to the last command sealed here, under the key that is current
   * still, it obeys no key before that one any more, and the ring is told so.
   *
   * @param kid of the key that opened the answer
   */
  void answered(Answer answer, String kid) throws StationException {
    boolean last = awaited.equals(Optional.of(answer.of()));
    if (last && keys.unconfirmed && keys.kid.equals(kid)) {
      source.confirmed(kid);
      keepUp();
    }
  }

  private void requireCurrent(String kid) throws StationException {
    if (!keys.kid.equals(kid)) {
      throw new StationException(
          ExitCode.PERMISSION,
          device
              + ": has taken its new key, which cannot be made the current one in the key ring, so"
              + " that nothing can be sealed for it; make the ring writable for this user");
    }
  }

  private void keepUp() throws StationException {
    Optional<RingEntry> changed = source.changed();
    if (changed.isEmpty()) {
      return;
    }
    try (RingEntry entry = changed.get()) {
      if (!(entry instanceof DeviceKey key) || key.format() != format) {
        throw new StationException(
            ExitCode.PERMISSION,
            device + ": was revoked, or got a key of another format, just now");
      }
      Keys before = keys;
      keys = keysOf(key);
      if (!keys.kid.equals(before.kid)) {
        awaited = Optional.empty();
      }
      close(before);
    }
  }

  private String tag(Context context, byte[] sealed) {
    try {
      return HexFormat.of().formatHex(keys.opener.open(context, sealed).tag());
    } catch (RefusedException e) {
      throw new IllegalStateException("a command that was just sealed does not open", e);
    }
  }

  private static void close(Keys keys) {
    keys.sealer.close();
    keys.opener.close();
  }

  @Override
  public void close() {
    close(keys);
  }
}
