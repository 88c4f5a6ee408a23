package io.sealpost.crypto;

import java.util.HexFormat;

/**
 * The key pair to which a device lets its next pre-shared key be wrapped. It lives in memory only,
 * for one boot and one rotation: a recorded conversation is safe once it is closed, whatever else
 * leaks later. Belongs to one thread.
 */
public final class RotationKey implements AutoCloseable {
  private final SecretBytes privateKey;
  private final String publicKey;

  /**
   * @param privateKey 32 bytes, closed along with this
   */
  RotationKey(Hpke hpke, SecretBytes privateKey) {
    this.privateKey = privateKey;
    publicKey = HexFormat.of().formatHex(hpke.publicKey(privateKey));
  }

  /** What the station wraps for: 64 lower-case hexadecimal digits. */
  public String publicKey() {
    return publicKey;
  }

  SecretBytes privateKey() {
    return privateKey;
  }

  @Override
  public String toString() {
    return "RotationKey[" + publicKey + "]";
  }

  /** Wipes the private key. */
  @Override
  public void close() {
    privateKey.close();
  }
}
