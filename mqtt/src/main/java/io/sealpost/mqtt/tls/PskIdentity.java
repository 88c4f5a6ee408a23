package io.sealpost.mqtt.tls;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.jspecify.annotations.Nullable;

/** Who we are, and our key, for one handshake. */
final class PskIdentity implements TlsPSKIdentity {
  private final byte[] identity;
  private final byte[] key;

  /**
   * @param key wiped by the caller after the handshake
   */
  PskIdentity(String identity, byte[] key) {
    this.identity = identity.getBytes(StandardCharsets.UTF_8);
    this.key = key;
  }

  @Override
  public void skipIdentityHint() {
    // one broker, one identity: nothing depends on the hint
  }

  @Override
  public void notifyIdentityHint(byte @Nullable [] hint) {
    // not to be relied on (RFC 4279 section 5.2)
  }

  @Override
  public byte[] getPSKIdentity() {
    return identity.clone();
  }

  /** A copy, which the handshake wipes. */
  @Override
  public byte[] getPSK() {
    return key.clone();
  }
}
