package io.sealpost.device.keys;

import io.sealpost.crypto.Opener;

/**
 * A key by which commands are opened.
 *
 * @param generation its number
 * @param kid its id, empty in Fernet
 * @param opener of the downlink, closed along with this
 */
record InForce(long generation, String kid, Opener opener) implements AutoCloseable {
  @Override
  public void close() {
    opener.close();
  }
}
