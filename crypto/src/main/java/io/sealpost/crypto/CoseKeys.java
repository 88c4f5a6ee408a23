package io.sealpost.crypto;

/**
 * What one device and direction seals with.
 *
 * @param suite fixed by the key: nothing is negotiated
 * @param kid 8 bytes, public
 * @param encryption for A256GCM
 * @param authentication for the outer HMAC
 * @param nonce for drawing nonces from the message
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle, never compared
record CoseKeys(
    Suite suite, byte[] kid, SecretBytes encryption, SecretBytes authentication, SecretBytes nonce)
    implements AutoCloseable {
  @Override
  public void close() {
    encryption.close();
    authentication.close();
    nonce.close();
  }
}
