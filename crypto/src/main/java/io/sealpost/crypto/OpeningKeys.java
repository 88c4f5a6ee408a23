package io.sealpost.crypto;

/**
 * What opens the messages of one device and direction.
 *
 * @param suite fixed by the key: nothing is negotiated
 * @param kid 8 bytes, public
 * @param encryption for A256GCM
 * @param authentication for the outer HMAC
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle, never compared
record OpeningKeys(Suite suite, byte[] kid, SecretBytes encryption, SecretBytes authentication)
    implements AutoCloseable {
  @Override
  public void close() {
    encryption.close();
    authentication.close();
  }
}
