package io.sealpost.mqtt.tls;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection after its TLS handshake. One thread may read while another one writes; closing the
 * socket beneath ends both.
 *
 * @param input bytes from the broker
 * @param output bytes to the broker
 * @param end tells the broker that it is over, and closes the socket beneath
 */
public record Secured(InputStream input, OutputStream output, Closeable end) {
  /** A connection without TLS, or one whose socket does TLS by itself. */
  public static Secured of(Socket socket) throws IOException {
    return new Secured(socket.getInputStream(), socket.getOutputStream(), socket);
  }
}
