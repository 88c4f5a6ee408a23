package io.sealpost.device;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.Terms;
import io.sealpost.crypto.Wrapped;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.protocol.Action.Rotate;
import io.sealpost.protocol.BootId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The other end of a rotation: one key that it may have, with real cryptography. */
public final class Rotator {
  private static final String DEVICE = TestConfig.DEVICE.value();

  private final Sealing sealing =
      new Sealing(new BcPrimitives(), InstantSource.system(), new SecureRandom());
  private final Format format;
  private final SecretBytes psk;
  private final Sealer sealer;
  private final Opener opener;

  /**
   * @param fill every byte of the key; 0x5A is the provisioned one of {@link Station}
   */
  public Rotator(Format format, int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    this.format = format;
    this.psk = SecretBytes.copyOf(bytes);
    this.sealer = sealing.sealer(format, psk, DEVICE, Direction.DOWN);
    this.opener = sealing.opener(format, psk, DEVICE, Direction.UP, Optional.empty());
  }

  public SecretBytes psk() {
    return psk.part(0, psk.size());
  }

  public String kid() {
    return HexFormat.of().formatHex(sealing.kid(format, psk, DEVICE));
  }

  /** A command under this key. */
  public byte[] seal(BootId boot, Counter counter, byte[] plaintext) {
    return sealer.seal(Context.down(DEVICE, "control", boot), counter, plaintext);
  }

  /** What the device sealed under this key; empty if it was another. */
  public Optional<Opened> open(String stream, byte[] sealed) {
    try {
      return Optional.of(opener.open(Context.up(DEVICE, stream), sealed));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  /** Another key, wrapped by this one. */
  public Rotate.Take wrap(BootId boot, String publicKey, long generation, Rotator next) {
    Wrapped wrapped =
        new Rotation(new BcPrimitives())
            .wrap(publicKey, new Terms(format, DEVICE, generation, boot), psk, next.psk)
            .orElseThrow();
    return new Rotate.Take(generation, wrapped.enc(), wrapped.wrapped());
  }
}
