package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.ReconnectPolicy;
import io.sealpost.mqtt.tls.TlsClient;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What a link decides: when it connects, what it makes of what its connection tells, and how it
 * leaves it. One {@link Connection} after the other; those that were given up already do not count.
 *
 * <p>All of it belongs to the deciding thread, which alone calls it, {@link #arrived} excepted, and
 * so needs no lock. {@link PahoLink} brings it what callers want by {@link LinkThreads#decide};
 * what they may see at any time is on the {@link LinkBoard}, the state and the connection included.
 */
final class LinkDecisions implements Connection.Owner {
  /** What a DISCONNECT and closing the connection may take. */
  static final Duration GOODBYE = Duration.ofSeconds(2);

  private final LinkOptions options;
  private final BrokerUrl url;
  private final Optional<TlsClient> tls;
  private final LinkThreads threads;
  private final LinkBoard board;
  private final LinkTally tally;
  private final Connection.Maker connections;
  private final Optional<KeyWatch> keyWatch;

  // process lifetime: the deciding thread
  private final ReconnectPolicy policy;
  private final Set<String> filters = new LinkedHashSet<>();

  // connection: the deciding thread; the deadline of a session, or the next attempt
  private Future<?> timer = CompletableFuture.completedFuture(null);

  // connection: the deciding thread; which one is told goodbye, and what comes afterwards
  private @Nullable Connection leaving;
  private Runnable afterGoodbye = () -> {};

  /**
   * @param tls hands out keys, if the connections are secured
   * @param keyPause how long a key that was replaced may go unnoticed
   * @param threads stopped when the link is closed
   * @param board what is decided is written there
   * @param tally told of connections and failures
   */
  LinkDecisions(
      LinkOptions options,
      ReconnectPolicy policy,
      Optional<TlsClient> tls,
      Duration keyPause,
      LinkThreads threads,
      LinkBoard board,
      LinkTally tally,
      Connection.Maker connections) {
    this.options = options;
    this.url = options.url();
    this.policy = policy;
    this.tls = tls;
    this.threads = threads;
    this.board = board;
    this.tally = tally;
    this.connections = connections;
    this.keyWatch =
        tls.map(client -> new KeyWatch(client, threads, keyPause, this::reconnectWithNewKey));
  }

  /** Connects for the first time. */
  void open() {
    if (!board.isClosing()) {
      keyWatch.ifPresent(KeyWatch::start);
      connect();
    }
  }

  /** Subscribes, now if there is a connection that is to stay, and after every connect. */
  void subscribe(String filter) {
    Connection current = board.connection();
    if (filters.add(filter) && current != null && current != leaving && current.isGreeted()) {
      current.subscribe(List.of(filter));
    }
  }

  /** Closes the link, after a goodbye to the connection if there is one. */
  void sayGoodbye() {
    Connection current = board.connection();
    if (current == null || !current.isGreeted()) {
      finish();
      return;
    }
    leave(current, this::finish);
  }

  /** Closes the link at once. */
  void finish() {
    if (board.state() instanceof LinkState.Closed) {
      return;
    }
    timer.cancel(false);
    keyWatch.ifPresent(KeyWatch::stop);
    endSession();
    board.announceClosed();
    threads.stop();
  }

  /** A bug came up: costs the connection, or ends a link that is to close. */
  void crashed(Throwable failure) {
    disconnected(Fault.passing("internal error of the link to " + url + ": " + failure));
  }

  @Override
  public void greeted(Connection from) {
    if (from != board.connection()) {
      return;
    }
    if (filters.isEmpty()) {
      connected(from);
    } else {
      from.subscribe(List.copyOf(filters));
    }
  }

  @Override
  public void subscribed(Connection from) {
    // One that is being left would lose the deadline of its goodbye.
    if (from == board.connection()
        && from != leaving
        && board.state() instanceof LinkState.Connecting) {
      connected(from);
    }
  }

  @Override
  public void ended(Connection from, Fault fault) {
    if (from == board.connection()) {
      disconnected(fault);
    }
  }

  @Override
  public void arrived(IncomingMessage message) {
    board.deliver(message);
  }

  private void connect() {
    if (board.isClosing() || board.connection() != null) {
      return;
    }
    board.announce(new LinkState.Connecting());
    try {
      Optional<TlsClient.Attempt> key =
          tls.isPresent() ? Optional.of(tls.get().attempt()) : Optional.empty();
      Connection next = connections.make(key, threads, this);
      board.use(next);
      timer = threads.decideAfter(options.connectTimeout(), next::endTooLate);
      next.start();
    } catch (LinkException e) {
      disconnected(Fault.lasting("cannot connect to " + url + ": " + e.getMessage()));
    } catch (MqttException e) {
      throw new IllegalStateException("Paho does not take our options", e);
    }
  }

  private void connected(Connection current) {
    timer.cancel(false);
    policy.connected(System.nanoTime());
    tally.connected();
    Logger.info("connected to {} as '{}'{}", url, options.clientId(), tally.lastHandshake());
    board.announce(new LinkState.Connected(current.isSessionPresent()));
  }

  private void disconnected(Fault fault) {
    timer.cancel(false);
    Connection over = board.connection();
    boolean anotherKey = over != null && over.settleKey(fault);
    if (board.isClosing()) {
      // A goodbye that it cut short may never be told that it was said.
      finish();
      return;
    }
    endSession();
    tally.failed();
    Duration pause = policy.lost(fault.lasting(), System.nanoTime());
    Duration retryIn = anotherKey ? Duration.ZERO : pause;
    Logger.warn("{}; next attempt in {} ms", fault.text(), retryIn.toMillis());
    board.announce(new LinkState.Disconnected(fault.text(), retryIn, fault.kind()));
    timer = threads.decideAfter(retryIn, this::connect);
  }

  // In order, so that the broker does not publish the will; while connecting, the attempt goes on.
  private void reconnectWithNewKey() {
    Connection current = board.connection();
    if (current == null) {
      timer.cancel(false);
      connect();
    } else if (board.state() instanceof LinkState.Connected && !board.isClosing()) {
      leave(current, this::reconnect);
    }
  }

  // One goodbye for a connection, whoever wants it to end and however often: Paho refuses a second
  // one, which would be taken for the end of the first and cut it short.
  private void leave(Connection current, Runnable then) {
    afterGoodbye = then;
    if (leaving != current) {
      leaving = current;
      timer.cancel(false);
      timer = threads.decideAfter(GOODBYE, () -> left(current));
      current.disconnect(() -> threads.decide(() -> left(current)));
    }
  }

  private void left(Connection over) {
    if (over == board.connection()) {
      afterGoodbye.run();
    }
  }

  private void reconnect() {
    if (board.isClosing()) {
      // Nobody would tell of this goodbye again, and after it nothing is acknowledged.
      finish();
      return;
    }
    timer.cancel(false);
    endSession();
    board.announce(new LinkState.Disconnected("trying the new client certificate", Duration.ZERO));
    connect();
  }

  private void endSession() {
    Connection current = board.connection();
    board.use(null);
    leaving = null;
    if (current != null) {
      current.abort();
    }
  }
}
