package io.sealpost.mqtt.testing;

import io.sealpost.mqtt.tls.Secured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** A server with pre-shared keys and one cipher suite on a free port of 127.0.0.1. */
public final class PskServer implements WebSocketBridge.Entrance {
  private final ServerSocket listener;
  private final Map<String, byte[]> keys;
  private final int suite;

  /** A server for ChaCha20-Poly1305. */
  public PskServer(Map<String, byte[]> keys) throws IOException {
    this(keys, CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256);
  }

  /**
   * @param suite the only one that it takes
   */
  public PskServer(Map<String, byte[]> keys, int suite) throws IOException {
    this.keys = keys;
    this.suite = suite;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setSoTimeout((int) Await.PATIENCE.toMillis());
  }

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public Secured accept() throws IOException {
    Socket socket = listener.accept();
    TlsServerProtocol protocol =
        new TlsServerProtocol(socket.getInputStream(), socket.getOutputStream());
    protocol.accept(new Side());
    return new Secured(protocol.getInputStream(), protocol.getOutputStream(), socket);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private final class Side extends PSKTlsServer {
    Side() {
      super(new BcTlsCrypto(new SecureRandom()), new Keys());
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {suite};
    }
  }

  private final class Keys implements TlsPSKIdentityManager {
    @Override
    public byte[] getHint() {
      return new byte[] {'h'};
    }

    @Override
    public byte @Nullable [] getPSK(byte[] identity) {
      byte[] key = keys.get(new String(identity, StandardCharsets.UTF_8));
      return key == null ? null : key.clone();
    }
  }
}
