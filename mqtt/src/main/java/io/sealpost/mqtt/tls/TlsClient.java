package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkCounters.Handshake;
import io.sealpost.mqtt.LinkException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Secures connections to one broker, resuming the session of the one before, and counts how often
 * that worked. One for the life of a link: the sessions live in it. Safe for use by several
 * threads.
 */
public final class TlsClient {
  /** The sessions that resume a session share its values: whoever has this one was resumed. */
  private static final String SEEN = "io.sealpost.seen";

  private final SSLSocketFactory factory;
  private final String[] protocols;

  // process lifetime, guarded by this
  private long full;
  private long resumed;
  private Optional<Handshake> last = Optional.empty();

  // the JDK's cache has soft references only: without this one, a small heap forgets the session
  @SuppressWarnings("unused")
  private @Nullable SSLSession lastSession;

  private TlsClient(SSLSocketFactory factory, Set<TlsVersion> versions) {
    this.factory = factory;
    this.protocols = versions.stream().map(TlsVersion::protocol).toArray(String[]::new);
  }

  /** What the handshakes came to. */
  public record Tally(long full, long resumed, Optional<Handshake> last) {}

  /**
   * A client that speaks TLS 1.3 and 1.2.
   *
   * @param caFile PEM file of the authorities to trust; the system's when absent
   * @throws LinkException naming the file and what is wrong with it
   */
  public static TlsClient create(Optional<Path> caFile) throws LinkException {
    return create(caFile, EnumSet.allOf(TlsVersion.class));
  }

  /**
   * A client that speaks some versions only.
   *
   * @param caFile PEM file of the authorities to trust; the system's when absent
   * @param versions at least one
   * @throws LinkException naming the file and what is wrong with it
   */
  public static TlsClient create(Optional<Path> caFile, Set<TlsVersion> versions)
      throws LinkException {
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("no version of TLS: expected at least one");
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, Authorities.trusting(caFile), null);
      return new TlsClient(context.getSocketFactory(), versions);
    } catch (GeneralSecurityException e) {
      throw new LinkException("this Java cannot do TLS: " + e.getMessage(), e);
    }
  }

  /**
   * Does the handshake on a connected socket, checking the broker's certificate and that it is for
   * this host. When this returns, the handshake is in the tally.
   *
   * @param connection closed together with the returned one
   * @param host as it was written in the URL, always the same for the same broker: sessions are
   *     found by it
   * @param port 1 to 65535
   * @throws IOException for {@link TlsFaults} to explain
   */
  public Socket secure(Socket connection, String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket(connection, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(protocols);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    serverName(host).ifPresent(name -> parameters.setServerNames(List.of(name)));
    socket.setSSLParameters(parameters);
    long startedAtNanos = System.nanoTime();
    socket.startHandshake();
    count(socket.getSession(), Duration.ofNanos(System.nanoTime() - startedAtNanos));
    return socket;
  }

  /** What the handshakes came to so far. */
  public synchronized Tally tally() {
    return new Tally(full, resumed, last);
  }

  // A HandshakeCompletedListener could tell the same, but on a thread of its own and too late: the
  // counters are to be right when the connection is announced, and the mark is to be on the session
  // before the first ticket derives another one from it.
  private synchronized void count(SSLSession session, Duration took) {
    boolean again = session.getValue(SEEN) != null;
    if (again) {
      resumed++;
    } else {
      session.putValue(SEEN, true);
      full++;
    }
    last =
        Optional.of(
            new Handshake(session.getProtocol(), session.getCipherSuite(), took.toMillis(), again));
    lastSession = session;
  }

  // RFC 6066 section 3: a name, never an address. The JDK leaves out names without a dot by itself,
  // such as that of a broker on the local network.
  private static Optional<SNIHostName> serverName(String host) {
    boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    return address ? Optional.empty() : Optional.of(new SNIHostName(host));
  }
}
