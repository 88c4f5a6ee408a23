package io.sealpost.station.command;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.site.DeviceKey;
import java.util.HexFormat;
import java.util.Optional;

/** Seals commands to one device. For one thread. */
final class CommandSealer implements AutoCloseable {
  private final DeviceKey key;
  private final Sealer sealer;
  private final Opener opener;
  private final MessageCodec codec;

  /**
   * A sealed command.
   *
   * @param bytes to publish
   * @param counter that the answer names; 0 in Fernet
   * @param tag that the answer names, 16 hexadecimal digits
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, published, never compared
  record Sealed(byte[] bytes, long counter, String tag) {}

  CommandSealer(Sealing sealing, DeviceKey key) {
    this.key = key;
    String device = key.device().value();
    sealer = sealing.sealer(key.format(), key.psk(), device, Direction.DOWN);
    opener = sealing.opener(key.format(), key.psk(), device, Direction.DOWN, Optional.empty());
    codec = Desk.codecOf(key.format());
  }

  /**
   * Seals a command for the boot of a hello.
   *
   * @param kid id of the key that opened the hello, in hexadecimal; empty in Fernet
   * @param counter never used before in that boot
   */
  Sealed seal(Hello hello, String kid, Command command, long counter) {
    Context context =
        Context.down(key.device().value(), Channel.Fixed.CONTROL.stream(), hello.boot());
    byte[] bytes =
        sealer.seal(context, new Counter(hello.epoch(), counter), codec.command(command));
    return new Sealed(bytes, key.format() == Format.FERNET ? 0 : counter, tag(context, bytes));
  }

  private String tag(Context context, byte[] sealed) {
    try {
      return HexFormat.of().formatHex(opener.open(context, sealed).tag());
    } catch (RefusedException e) {
      throw new IllegalStateException("a command that was just sealed does not open", e);
    }
  }

  @Override
  public void close() {
    sealer.close();
    opener.close();
  }
}
