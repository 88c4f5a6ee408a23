package io.sealpost.crypto.bc;

import io.sealpost.crypto.SecretBytes;
import java.util.Arrays;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A key in Bouncy Castle's hands for the time of one call. What the cipher objects derive from it
 * (key schedules, HMAC pads) is out of reach and left to the garbage collector.
 */
final class WipedKey implements AutoCloseable {
  private final KeyParameter parameter;

  WipedKey(SecretBytes key) {
    byte[] bytes = key.reveal();
    try {
      parameter = new KeyParameter(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  KeyParameter parameter() {
    return parameter;
  }

  @Override
  public void close() {
    // getKey() hands out the parameter's own array, not a copy.
    Arrays.fill(parameter.getKey(), (byte) 0);
  }
}
