package io.sealpost.station.inbox;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealing;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeySource;
import io.sealpost.station.site.KeyStage;
import io.sealpost.station.site.RingEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens and decodes what one device sends, under whichever of its keys, and keeps up with these: a
 * message under the pending key makes that the current one. For one thread.
 */
public final class Desk implements AutoCloseable {
  private final Sealing sealing;
  private final DeviceId device;
  private final Format format;
  private final KeySource source;
  private final MessageCodec codec;
  // Null once the device was revoked.
  private @Nullable DeskKeys keys;
  private String lineage = "";
  private KeyStage stage = KeyStage.SETTLED;

  /**
   * Of keys that nobody changes.
   *
   * @param key copied; the caller closes its own
   */
  public Desk(Sealing sealing, DeviceKey key) {
    this(sealing, key, KeySource.UNCHANGING);
  }

  /**
   * @param entry what the ring says of the device; copied, the caller closes its own
   * @param source tells when that changes
   */
  public Desk(Sealing sealing, RingEntry entry, KeySource source) {
    this.sealing = sealing;
    this.source = source;
    device = entry.device();
    format = entry.format();
    codec = codecOf(format);
    take(entry);
  }

  /** The encoding that goes with an envelope. */
  public static MessageCodec codecOf(Format format) {
    return switch (format) {
      case COSE_1, COSE_2 -> new CborCodec();
      case FERNET -> new JsonCodec();
    };
  }

  /** Whose desk it is. */
  public DeviceId device() {
    return device;
  }

  /** The device's envelope. */
  public Format format() {
    return format;
  }

  /**
   * The id, in hexadecimal, of the first of the device's keys, by which its messages are counted
   * through all of them; empty in Fernet, which has none.
   */
  public String kid() {
    return lineage;
  }

  /** How far a rotation of the device's key is, as the ring said last. */
  public KeyStage stage() {
    return stage;
  }

  /** The device's encoding. */
  public MessageCodec codec() {
    return codec;
  }

  /** Whether the device was revoked, by now: nothing of it opens, and its status is no news. */
  public boolean isRevoked() {
    keepUp();
    return keys == null;
  }

  /**
   * Whether a key is one that the device had before: what it says under it may be late, and is not
   * where it stands now.
   *
   * @param kid of a message that was opened here
   */
  public boolean isOld(String kid) {
    DeskKeys held = keys;
    return held != null && held.role(kid).equals(Optional.of(DeskKeys.Role.OLD));
  }

  /**
   * Opens a message that came on a channel; says nothing of replay. Under a key that the device had
   * before no answer opens: whoever learnt that key could answer for it.
   */
  public Opened open(Channel channel, byte[] sealed) throws RefusedException {
    keepUp();
    DeskKeys held = keys;
    if (held == null) {
      throw new RefusedException(RefusedException.Reason.UNKNOWN_KEY);
    }
    Opened opened = held.open(Context.up(device.value(), channel.stream()), sealed);
    Optional<DeskKeys.Role> role = held.role(opened.kid());
    if (channel == Channel.Fixed.ACK && role.equals(Optional.of(DeskKeys.Role.OLD))) {
      throw new RefusedException(RefusedException.Reason.UNKNOWN_KEY);
    }
    if (role.equals(Optional.of(DeskKeys.Role.PENDING))) {
      source.proven(opened.kid(), opened.counter().map(Counter::epoch).orElse(0L));
      keepUp();
    }
    return opened;
  }

  /** Opens and decodes a hello. */
  public Hello hello(byte[] sealed) throws RefusedException, DecodeException {
    return codec.hello(open(Channel.Fixed.HELLO, sealed).plaintext());
  }

  private void keepUp() {
    source
        .changed()
        .ifPresent(
            entry -> {
              try (entry) {
                take(entry);
              }
            });
  }

  private void take(RingEntry entry) {
    DeskKeys before = keys;
    if (entry instanceof DeviceKey key && key.format() == format) {
      keys = new DeskKeys(sealing, key);
      lineage = keys.lineage();
      stage = KeyStage.of(key);
    } else {
      keys = null;
    }
    if (before != null) {
      before.close();
    }
  }

  @Override
  public void close() {
    if (keys != null) {
      keys.close();
    }
  }
}
