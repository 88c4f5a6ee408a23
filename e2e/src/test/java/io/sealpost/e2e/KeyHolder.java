package io.sealpost.e2e;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.e2e.rig.Eavesdropper.Heard;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Topic;
import io.sealpost.protocol.TopicTree;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Opens what an eavesdropper heard, to know what it must not have been able to read. */
final class KeyHolder {
  /** Bytes; as many equal ones in a row are no chance any more. */
  static final int RUN = 5;

  private final String device;
  private final Opener up;
  private final Opener down;
  private Optional<BootId> boot = Optional.empty();

  private KeyHolder(String device, Opener up, Opener down) {
    this.device = device;
    this.up = up;
    this.down = down;
  }

  static KeyHolder of(Path keyFile, String device) throws SecretFileException {
    Sealing sealing = new Sealing(new BcPrimitives(), InstantSource.system(), new SecureRandom());
    try (SecretBytes key = SecretFile.readKey(keyFile, Format.COSE_1)) {
      return new KeyHolder(
          device,
          sealing.opener(Format.COSE_1, key, device, Direction.UP, Optional.empty()),
          sealing.opener(Format.COSE_1, key, device, Direction.DOWN, Optional.empty()));
    }
  }

  /** The plaintext. A hello must have been opened before a command, which is bound to its boot. */
  byte[] open(Heard heard) throws RefusedException, DecodeException {
    Topic topic = new TopicTree("sealpost").parse(heard.topic()).orElseThrow();
    String stream = topic.channel().stream();
    if (topic.channel() == Channel.Fixed.CONTROL) {
      return down.open(Context.down(device, stream, boot.orElseThrow()), heard.payload())
          .plaintext();
    }
    byte[] plaintext = up.open(Context.up(device, stream), heard.payload()).plaintext();
    if (topic.channel() == Channel.Fixed.HELLO) {
      boot = Optional.of(new CborCodec().hello(plaintext).boot());
    }
    return plaintext;
  }

  /** Whether {@link #RUN} bytes in a row are the same anywhere in both. */
  static boolean shareARun(byte[] plaintext, byte[] sealed) {
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + RUN <= plaintext.length; i++) {
      runs.add(HexFormat.of().formatHex(plaintext, i, i + RUN));
    }
    for (int i = 0; i + RUN <= sealed.length; i++) {
      if (runs.contains(HexFormat.of().formatHex(sealed, i, i + RUN))) {
        return true;
      }
    }
    return false;
  }
}
