package io.sealpost.station.inbox;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
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
import java.util.HexFormat;
import java.util.Optional;

/** Opens and decodes what one device sends. For one thread. */
public final class Desk implements AutoCloseable {
  private final DeviceId device;
  private final Format format;
  private final String kid;
  private final Opener opener;
  private final MessageCodec codec;

  /**
   * @param key copied; the caller closes its own
   */
  public Desk(Sealing sealing, DeviceKey key) {
    device = key.device();
    format = key.format();
    kid = kid(sealing, key);
    opener = sealing.opener(format, key.psk(), device.value(), Direction.UP, Optional.empty());
    codec = codecOf(format);
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

  /** The id of its key in hexadecimal; empty in Fernet, which has none. */
  public String kid() {
    return kid;
  }

  /** The device's encoding. */
  public MessageCodec codec() {
    return codec;
  }

  /** Opens a message that came on a channel; says nothing of replay. */
  public Opened open(Channel channel, byte[] sealed) throws RefusedException {
    return opener.open(Context.up(device.value(), channel.stream()), sealed);
  }

  /** Opens and decodes a hello. */
  public Hello hello(byte[] sealed) throws RefusedException, DecodeException {
    return codec.hello(open(Channel.Fixed.HELLO, sealed).plaintext());
  }

  private static String kid(Sealing sealing, DeviceKey key) {
    return switch (key.format()) {
      case COSE_1, COSE_2 ->
          HexFormat.of().formatHex(sealing.kid(key.format(), key.psk(), key.device().value()));
      case FERNET -> "";
    };
  }

  @Override
  public void close() {
    opener.close();
  }
}
