package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkCounters.Handshake;
import io.sealpost.mqtt.LinkException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What we show to the broker, and the sessions that came of it: those of one key are never resumed
 * with another. For one connecting thread at a time.
 */
final class KeyMaterial {
  /** The sessions that resume a session share its values: whoever has this one was resumed. */
  private static final String SEEN = "io.sealpost.seen";

  private final Optional<ClientIdentity> identity;
  private final SSLContext context;
  private final BrokerTrust trust;
  private final String[] protocols;

  // the JDK's cache has soft references only: without this one, a small heap forgets the session;
  // handed from one connecting thread to the next
  private volatile @Nullable SSLSession lastSession;

  /**
   * @param identity what the broker is shown if it asks
   * @param versions at least one
   */
  KeyMaterial(Optional<ClientIdentity> identity, BrokerTrust trust, Set<TlsVersion> versions)
      throws LinkException {
    this.identity = identity;
    this.trust = trust;
    protocols = versions.stream().map(TlsVersion::protocol).toArray(String[]::new);
    try {
      context = SSLContext.getInstance("TLS");
      KeyManager[] keys = {new IdentityOffer(identity)};
      context.init(keys, new TrustManager[] {trust}, null);
    } catch (GeneralSecurityException e) {
      throw new LinkException("this Java cannot do TLS: " + e.getMessage(), e);
    }
  }

  /** What the broker is shown if it asks. */
  Optional<ClientIdentity> identity() {
    return identity;
  }

  /** See {@link TlsClient.Attempt#secure}. */
  Secured secure(Socket connection, String host, int port, HandshakeTally tally)
      throws IOException {
    forgetWhatIsNotTrustedAnyMore();
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(connection, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(protocols);
    // The host is checked all the same, by our trust.
    parameters.setEndpointIdentificationAlgorithm(null);
    serverName(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
    socket.setSSLParameters(parameters);
    long startedAtNanos = System.nanoTime();
    socket.startHandshake();
    tally.count(
        handshake(socket.getSession(), Duration.ofNanos(System.nanoTime() - startedAtNanos)));
    return Secured.of(socket);
  }

  /** Forgets the key and all that came of it, as far as Java can. */
  void wipe() {
    forgetSessions();
    identity.ifPresent(ClientIdentity::wipe);
  }

  // A resumed handshake does not show the certificate again, and so would neither notice that it
  // was
  // revoked nor that it expired in the meantime. A full one in its place finds out what the broker
  // has now.
  private void forgetWhatIsNotTrustedAnyMore() {
    SSLSession session = lastSession;
    if (session == null) {
      return;
    }
    try {
      trust.check((X509Certificate[]) session.getPeerCertificates(), session.getCipherSuite());
    } catch (BrokerCertificateException | SSLPeerUnverifiedException e) {
      forgetSessions();
    }
  }

  private void forgetSessions() {
    SSLSessionContext sessions = context.getClientSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      if (session != null) {
        session.invalidate();
      }
    }
    SSLSession last = lastSession;
    if (last != null) {
      last.invalidate();
    }
    lastSession = null;
  }

  // A HandshakeCompletedListener could tell the same, but on a thread of its own and too late: the
  // counters are to be right when the connection is announced, and the mark is to be on the session
  // before the first ticket derives another one from it.
  private Handshake handshake(SSLSession session, Duration took) {
    boolean again = session.getValue(SEEN) != null;
    session.putValue(SEEN, true);
    lastSession = session;
    return new Handshake(session.getProtocol(), session.getCipherSuite(), took.toMillis(), again);
  }

  // RFC 6066 section 3: a name, never an address. The JDK leaves out names without a dot by itself,
  // such as that of a broker on the local network.
  private static Optional<SNIHostName> serverName(String host) {
    return HostName.isAddress(host) ? Optional.empty() : Optional.of(new SNIHostName(host));
  }
}
