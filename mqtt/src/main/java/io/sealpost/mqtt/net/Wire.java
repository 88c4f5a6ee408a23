package io.sealpost.mqtt.net;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.tls.Secured;
import io.sealpost.mqtt.tls.TlsClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One connection to the broker, up to and including TLS and WebSocket. Whatever thread waits in it,
 * {@link #abort} from another one ends the wait.
 */
public final class Wire {
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  /** How far {@link #open} has come. */
  public enum Stage {
    /** Looking up the name, connecting TCP. */
    CONNECTING,
    /** TLS handshake. */
    SECURING,
    /** WebSocket handshake. */
    UPGRADING,
    /** Bytes can flow. */
    OPEN
  }

  private final BrokerUrl url;
  private final Optional<TlsClient.Attempt> tls;
  private final Duration patience;
  private final ScheduledExecutorService timer;
  private final WriteGuard writes;

  // written by the thread in open
  private volatile Stage stage = Stage.CONNECTING;
  private @Nullable Secured connection;
  private @Nullable InputStream input;
  private @Nullable OutputStream output;

  // guarded by this
  private @Nullable Socket tcp;
  private boolean aborted;
  private Optional<String> abortReason = Optional.empty();

  /**
   * @param tls needed if the URL's scheme is secure
   * @param patience for connecting TCP, and for every single write
   * @param timer runs {@link #abort} when patience is at its end; its thread must never wait for
   *     this wire
   */
  public Wire(
      BrokerUrl url,
      Optional<TlsClient.Attempt> tls,
      Duration patience,
      ScheduledExecutorService timer) {
    if (url.scheme().secure() && tls.isEmpty()) {
      throw new IllegalArgumentException(url + " needs TLS, and there is none");
    }
    this.url = url;
    this.tls = tls;
    this.patience = patience;
    this.timer = timer;
    Optional<String> stalled =
        Optional.of(url + " took no bytes for " + patience.toSeconds() + " s: check the network");
    this.writes = new WriteGuard(patience, this::later, () -> abort(stalled));
  }

  /**
   * Connects; called once. Tries every address of the host in turn.
   *
   * @throws IOException for {@link NetFaults} or {@link io.sealpost.mqtt.tls.TlsFaults} to explain
   */
  public void open() throws IOException {
    try {
      Socket socket = connect();
      socket.setTcpNoDelay(true);
      Secured open = secure(socket);
      connection = open;
      input = open.input();
      output = new GuardedOutput(open.output(), writes);
      if (url.scheme() == BrokerUrl.Scheme.WSS) {
        stage = Stage.UPGRADING;
        WebSocket webSocket = WebSocket.upgrade(input, output, url);
        input = webSocket.input();
        output = webSocket.output();
      }
      stage = Stage.OPEN;
    } catch (IOException | RuntimeException e) {
      abort();
      throw e;
    }
  }

  /** Bytes from the broker; only after {@link #open}. */
  public InputStream input() {
    return opened(input);
  }

  /** Bytes to the broker; only after {@link #open}. A write that takes too long aborts. */
  public OutputStream output() {
    return opened(output);
  }

  /** How far {@link #open} has come. */
  public Stage stage() {
    return stage;
  }

  /** Tells the other side and closes; takes a second at most. */
  public void close() {
    try {
      if (connection != null && output != null) {
        Future<?> guard = later(GOODBYE, this::abort);
        output.close();
        connection.end().close();
        guard.cancel(false);
      }
    } catch (IOException e) {
      Logger.debug("{} was gone before it was told goodbye: {}", url, e.getMessage());
    } finally {
      abort();
    }
  }

  /** Closes at once, whatever other threads do with it; never waits. */
  public void abort() {
    abort(Optional.empty());
  }

  /** Why it was aborted, if it was this class that did it. */
  public synchronized Optional<String> abortReason() {
    return abortReason;
  }

  private Future<?> later(Duration delay, Runnable task) {
    try {
      return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // the owner is gone: nothing may wait that nobody would end
      abort();
      return CompletableFuture.completedFuture(null);
    }
  }

  private synchronized void abort(Optional<String> reason) {
    if (aborted) {
      return;
    }
    aborted = true;
    abortReason = reason;
    closeQuietly(tcp);
    writes.close();
  }

  private Secured secure(Socket socket) throws IOException {
    if (!url.scheme().secure()) {
      return Secured.of(socket);
    }
    stage = Stage.SECURING;
    return tls.orElseThrow().secure(socket, url.host(), url.port());
  }

  private Socket connect() throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(url.host());
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    IOException failure = new SocketException("no address");
    for (int i = 0; i < addresses.length; i++) {
      long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000 / (addresses.length - i);
      Socket candidate = url.scheme().secure() ? new LastWordSocket() : new Socket();
      adopt(candidate);
      try {
        candidate.connect(
            new InetSocketAddress(addresses[i], url.port()), (int) Math.max(1, leftMillis));
        return candidate;
      } catch (IOException e) {
        closeQuietly(candidate);
        failure = e;
      }
    }
    throw failure;
  }

  private synchronized void adopt(Socket candidate) throws IOException {
    if (aborted) {
      throw new SocketException("aborted");
    }
    tcp = candidate;
  }

  private static void closeQuietly(@Nullable Socket socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a TCP socket did not close", e);
    }
  }

  private static <T> T opened(@Nullable T stream) {
    if (stream == null) {
      throw new IllegalStateException("the wire is not open");
    }
    return stream;
  }
}
