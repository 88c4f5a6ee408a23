package io.sealpost.crypto.bc;

import io.sealpost.crypto.SecretBytes;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC-SHA-256 for the time of one message; nothing that tells of its key is left behind. */
final class WipedMac implements AutoCloseable {
  private static final int BLOCK = 64;

  private final HMac mac = new HMac(new Plain());

  WipedMac(SecretBytes key) {
    try (WipedKey wiped = new WipedKey(key)) {
      mac.init(wiped.parameter());
    }
  }

  void update(byte[] message) {
    mac.update(message, 0, message.length);
  }

  void finish(byte[] result) {
    mac.doFinal(result, 0);
  }

  /** Writes another key over the pads of this one. */
  @Override
  public void close() {
    mac.init(new KeyParameter(new byte[BLOCK]));
  }

  /**
   * SHA-256 that cannot be copied: otherwise HMac keeps copies from the middle of it, by which
   * whoever finds them computes MACs.
   */
  private static final class Plain implements ExtendedDigest {
    private final SHA256Digest digest = new SHA256Digest();

    @Override
    public String getAlgorithmName() {
      return digest.getAlgorithmName();
    }

    @Override
    public int getDigestSize() {
      return digest.getDigestSize();
    }

    @Override
    public int getByteLength() {
      return digest.getByteLength();
    }

    @Override
    public void update(byte in) {
      digest.update(in);
    }

    @Override
    public void update(byte[] in, int from, int length) {
      digest.update(in, from, length);
    }

    @Override
    public int doFinal(byte[] out, int from) {
      return digest.doFinal(out, from);
    }

    @Override
    public void reset() {
      digest.reset();
    }
  }
}
