package io.sealpost.device.keys;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Sealer;

/** Seals under whichever key is in force. Owned by the agent's thread. */
final class UplinkSealer implements Sealer {
  private Sealer sealer;

  UplinkSealer(Sealer sealer) {
    this.sealer = sealer;
  }

  /** From now on under another key; that of before is wiped. */
  void rekey(Sealer next) {
    sealer.close();
    sealer = next;
  }

  @Override
  public byte[] seal(Context context, Counter counter, byte[] plaintext) {
    return sealer.seal(context, counter, plaintext);
  }

  @Override
  public void close() {
    sealer.close();
  }
}
