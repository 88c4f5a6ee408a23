package io.sealpost.crypto;

import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.protocol.BootId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Keys, contexts and ready-made sealers for tests. */
final class Samples {
  static final Primitives PRIMITIVES = new BcPrimitives();
  static final String DEVICE = "rpi-07";
  static final String STREAM = "temperature";
  static final Context UP = Context.up(DEVICE, STREAM);
  static final BootId BOOT = new BootId("0123456789abcdef");
  static final Context DOWN = Context.down(DEVICE, "control", BOOT);
  static final Counter COUNTER = new Counter(17, 4);
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Sealing SEALING = new Sealing(PRIMITIVES, () -> NOW, new SecureRandom());

  private Samples() {}

  /** A key of 32 bytes: {@code first}, first + 1, ... */
  static SecretBytes key(int first) {
    return SecretBytes.copyOf(bytes(32, first));
  }

  /** The bytes {@code first}, first + 1, ... */
  static byte[] bytes(int size, int first) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  static Sealer sealer(Format format) {
    return SEALING.sealer(format, key(1), DEVICE, Direction.UP);
  }

  static Opener opener(Format format) {
    return SEALING.opener(format, key(1), DEVICE, Direction.UP, Optional.empty());
  }

  static byte[] sealed(Format format, byte[] plaintext) {
    try (Sealer sealer = sealer(format)) {
      return sealer.seal(UP, COUNTER, plaintext);
    }
  }
}
