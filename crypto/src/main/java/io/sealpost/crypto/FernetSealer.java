package io.sealpost.crypto;

import java.security.SecureRandom;
import java.time.InstantSource;

/** Seals Fernet tokens now, each with a fresh initialisation vector. */
final class FernetSealer implements Sealer {
  private final Fernet fernet;
  private final Binding binding;
  private final InstantSource clock;
  private final SecureRandom random;

  FernetSealer(Fernet fernet, Binding binding, InstantSource clock, SecureRandom random) {
    this.fernet = fernet;
    this.binding = binding;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public byte[] seal(Context context, Counter counter, byte[] plaintext) {
    binding.require(context);
    byte[] iv = new byte[Primitives.AES_BLOCK_SIZE];
    random.nextBytes(iv);
    return fernet.seal(clock.instant(), iv, plaintext);
  }

  @Override
  public void close() {
    fernet.close();
  }
}
