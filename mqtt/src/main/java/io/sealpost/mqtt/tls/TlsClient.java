package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkCounters.Handshake;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.Security;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Secures connections to one broker, and counts the handshakes. One for the life of a link:
 * sessions and keys live in it. {@link #tally} may be called by any thread, everything else by one
 * at a time.
 */
public interface TlsClient {
  /**
   * A client that does what is asked for, with all versions of TLS that allow it.
   *
   * @throws LinkException naming the CA file and what is wrong with it
   */
  static TlsClient create(Security security) throws LinkException {
    if (security instanceof Security.PreSharedKey key) {
      return new PskClient(key);
    }
    return CertificateClient.create(
        (Security.Certificates) security, EnumSet.allOf(TlsVersion.class));
  }

  /**
   * Gets ready for one connection, with the key whose turn it is.
   *
   * @throws LinkException if there is none that can be used; names the file and what is wrong
   */
  Attempt attempt() throws LinkException;

  /**
   * Looks whether the files of our own key have changed.
   *
   * @return whether there is a new key that was never tried, so that it is worth a reconnect
   */
  boolean renewed();

  /** What the handshakes came to so far. */
  Tally tally();

  /** What the handshakes came to. */
  record Tally(long full, long resumed, Optional<Handshake> last) {}

  /** One connection, and what becomes of it. */
  interface Attempt {
    /**
     * Does the handshake on a connected socket; the broker has proved who it is when this returns,
     * and the handshake is in the tally.
     *
     * @param connection closed by whoever gave it if this fails, and by {@link Secured#end}
     * @param host as it was written in the URL, always the same for the same broker: sessions are
     *     found by it
     * @param port 1 to 65535
     * @throws IOException for {@link TlsFaults} to explain
     */
    Secured secure(Socket connection, String host, int port) throws IOException;

    /** Where the certificate lies that the broker is shown if it asks; empty if there is none. */
    default Optional<Path> certificateFile() {
      return Optional.empty();
    }

    /** The broker let us in. */
    void accepted();

    /**
     * The broker did not let us in for what we showed of ourselves.
     *
     * @return whether there is another key that is worth an attempt at once
     */
    boolean refused();

    /** It came to nothing for another reason. */
    void failed();
  }
}
