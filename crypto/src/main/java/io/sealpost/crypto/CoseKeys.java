package io.sealpost.crypto;

/**
 * What one device and direction seals with.
 *
 * @param opening what opens it again
 * @param nonce for drawing nonces from the message
 */
record CoseKeys(OpeningKeys opening, SecretBytes nonce) implements AutoCloseable {
  Suite suite() {
    return opening.suite();
  }

  byte[] kid() {
    return opening.kid();
  }

  SecretBytes encryption() {
    return opening.encryption();
  }

  SecretBytes authentication() {
    return opening.authentication();
  }

  @Override
  public void close() {
    opening.close();
    nonce.close();
  }
}
