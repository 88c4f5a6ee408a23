package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkCounters.Handshake;
import io.sealpost.mqtt.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** TLS 1.2 with a pre-shared key: every handshake is a full one, since a full one is cheap. */
public final class PskClient implements TlsClient {
  private static final int LEAST_KEY_BYTES = 16;

  /** What every implementation must support (RFC 4279 section 5.3). */
  private static final int MOST_KEY_BYTES = 64;

  private final Security.PreSharedKey security;
  private final TlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
  private final HandshakeTally tally = new HandshakeTally();

  /**
   * @param security whose key is asked for at every connect
   */
  public PskClient(Security.PreSharedKey security) {
    this.security = security;
  }

  @Override
  public Attempt attempt() {
    return new KeyAttempt();
  }

  @Override
  public boolean renewed() {
    // the key is asked for at every connect in any case
    return false;
  }

  @Override
  public Tally tally() {
    return tally.tally();
  }

  private byte[] key() throws NoKeyException {
    byte[] key;
    try {
      key = security.key().get();
    } catch (UncheckedIOException e) {
      throw new NoKeyException(e.getMessage(), e);
    }
    if (key.length < LEAST_KEY_BYTES || key.length > MOST_KEY_BYTES) {
      Arrays.fill(key, (byte) 0);
      throw new NoKeyException(
          "it has " + key.length + " bytes: expected " + LEAST_KEY_BYTES + " to " + MOST_KEY_BYTES);
    }
    return key;
  }

  private final class KeyAttempt implements Attempt {
    @Override
    public Secured secure(Socket connection, String host, int port) throws IOException {
      byte[] key = key();
      try {
        PskPeer peer = new PskPeer(crypto, new PskIdentity(security.identity(), key), host);
        TlsClientProtocol protocol =
            new TlsClientProtocol(connection.getInputStream(), connection.getOutputStream());
        long startedAtNanos = System.nanoTime();
        protocol.connect(peer);
        Duration took = Duration.ofNanos(System.nanoTime() - startedAtNanos);
        tally.count(new Handshake("TLSv1.2", peer.suite(), took.toMillis(), false));
        return new Secured(protocol.getInputStream(), protocol.getOutputStream(), protocol::close);
      } finally {
        Arrays.fill(key, (byte) 0);
      }
    }

    @Override
    public void accepted() {
      // there is no other key that could go
    }

    @Override
    public boolean refused() {
      return false;
    }

    @Override
    public void failed() {
      // there is no other key whose turn it could be
    }
  }
}
