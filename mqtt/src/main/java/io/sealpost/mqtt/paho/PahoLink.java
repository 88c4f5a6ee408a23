package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkCounters;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.ReconnectPolicy;
import io.sealpost.mqtt.Topics;
import io.sealpost.mqtt.tls.TlsClient;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** The link on Eclipse Paho: one {@link Session} after the other. */
public final class PahoLink implements MqttLink {
  /** What a DISCONNECT and closing the connection may take. */
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  /** How long a key that was replaced may go unnoticed. */
  private static final Duration KEY_PAUSE = Duration.ofMinutes(1);

  private final LinkOptions options;
  private final BrokerUrl url;
  private final Optional<TlsClient> tls;
  private final LinkThreads threads;
  private final Optional<KeyWatch> keyWatch;
  private final Session.Owner owner = new Decisions();

  // process lifetime
  private final AtomicBoolean opened = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final OversizedMessages oversized =
      new OversizedMessages(System::nanoTime, text -> Logger.warn("{}", text));
  private final LinkTally tally;
  private volatile Optional<LinkListener> listener = Optional.empty();

  // process lifetime: the deciding thread
  private final ReconnectPolicy policy;
  private final Set<String> filters = new LinkedHashSet<>();

  // connection: the deciding thread writes them
  private volatile LinkState state = new LinkState.Disconnected("not opened", Duration.ZERO);
  private volatile @Nullable Session session;

  // connection: the deciding thread; the deadline of a session, or the next attempt
  private Future<?> timer = CompletableFuture.completedFuture(null);

  private PahoLink(
      LinkOptions options, ReconnectPolicy policy, Optional<TlsClient> tls, Duration keyPause) {
    this.options = options;
    this.url = options.url();
    this.policy = policy;
    this.tls = tls;
    this.tally = new LinkTally(tls, oversized);
    this.threads = new LinkThreads(options.clientId(), this::crashed);
    this.keyWatch =
        tls.map(client -> new KeyWatch(client, threads, keyPause, this::reconnectWithNewKey));
  }

  /**
   * A link that is not open yet. What is wrong with a client certificate, its key or a revocation
   * list is told as {@link LinkState.Disconnected}, since they may be right a moment later.
   *
   * @throws LinkException naming the CA file and what is wrong with it
   */
  public static MqttLink create(LinkOptions options) throws LinkException {
    Optional<TlsClient> tls =
        options.url().scheme().secure()
            ? Optional.of(TlsClient.create(options.security()))
            : Optional.empty();
    return create(
        options,
        new ReconnectPolicy(ReconnectPolicy.Settings.standard(), new SplittableRandom()),
        tls);
  }

  /** With a pace and versions of TLS for tests. */
  static MqttLink create(LinkOptions options, ReconnectPolicy policy, Optional<TlsClient> tls) {
    return create(options, policy, tls, KEY_PAUSE);
  }

  /** With a pace of its own for looking at key files too. */
  static MqttLink create(
      LinkOptions options, ReconnectPolicy policy, Optional<TlsClient> tls, Duration keyPause) {
    return new PahoLink(options, policy, tls, keyPause);
  }

  @Override
  public void open(LinkListener listener) {
    if (closing.get() || !opened.compareAndSet(false, true)) {
      throw new IllegalStateException("a link is opened once, and not after it was closed");
    }
    this.listener = Optional.of(listener);
    threads.decide(
        () -> {
          if (!closing.get()) {
            keyWatch.ifPresent(KeyWatch::start);
            connect();
          }
        });
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    Session current = session;
    if (current == null || closing.get() || !(state instanceof LinkState.Connected)) {
      return CompletableFuture.failedFuture(new LinkException("no connection to " + url));
    }
    return current.publish(message);
  }

  @Override
  public void subscribe(String filter) {
    Topics.checkFilter(filter);
    threads.decide(
        () -> {
          Session current = session;
          if (filters.add(filter) && current != null && current.isGreeted()) {
            current.subscribe(List.of(filter));
          }
        });
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public LinkCounters counters() {
    return tally.counters();
  }

  @Override
  public void close(Duration patience) {
    closing.set(true);
    try {
      Session current = session;
      if (current != null) {
        current.awaitAcknowledgements(patience);
      }
      threads.decide(this::sayGoodbye);
      if (!threads.isEventThread()) {
        closed.await(2 * GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      threads.decide(this::finish);
      Thread.currentThread().interrupt();
    }
  }

  private void connect() {
    if (closing.get() || session != null) {
      return;
    }
    announce(new LinkState.Connecting());
    try {
      Optional<TlsClient.Attempt> key =
          tls.isPresent() ? Optional.of(tls.get().attempt()) : Optional.empty();
      Session next = new Session(options, key, threads, oversized, owner);
      session = next;
      timer = threads.decideAfter(options.connectTimeout(), next::endTooLate);
      next.start();
    } catch (LinkException e) {
      disconnected(Fault.lasting("cannot connect to " + url + ": " + e.getMessage()));
    } catch (MqttException e) {
      throw new IllegalStateException("Paho does not take our options", e);
    }
  }

  private void connected(Session current) {
    timer.cancel(false);
    policy.connected(System.nanoTime());
    tally.connected();
    Logger.info("connected to {} as '{}'{}", url, options.clientId(), tally.lastHandshake());
    announce(new LinkState.Connected(current.isSessionPresent()));
  }

  private void disconnected(Fault fault) {
    timer.cancel(false);
    Session over = session;
    boolean anotherKey = over != null && over.settleKey(fault);
    endSession();
    tally.failed();
    Duration pause = policy.lost(fault.lasting(), System.nanoTime());
    Duration retryIn = anotherKey ? Duration.ZERO : pause;
    Logger.warn("{}; next attempt in {} ms", fault.text(), retryIn.toMillis());
    announce(new LinkState.Disconnected(fault.text(), retryIn));
    timer = threads.decideAfter(retryIn, this::connect);
  }

  // In order, so that the broker does not publish the will; while connecting, the attempt goes on.
  private void reconnectWithNewKey() {
    Session current = session;
    if (current == null) {
      timer.cancel(false);
      connect();
    } else if (state instanceof LinkState.Connected) {
      timer.cancel(false);
      Runnable reconnect = () -> threads.decide(() -> reconnect(current));
      timer = threads.decideAfter(GOODBYE, reconnect);
      current.disconnect(reconnect);
    }
  }

  private void reconnect(Session left) {
    if (left == session && !closing.get()) {
      timer.cancel(false);
      endSession();
      announce(new LinkState.Disconnected("trying the new client certificate", Duration.ZERO));
      connect();
    }
  }

  private void sayGoodbye() {
    timer.cancel(false);
    Session current = session;
    if (current == null || !current.isGreeted()) {
      finish();
      return;
    }
    timer = threads.decideAfter(GOODBYE, this::finish);
    current.disconnect(() -> threads.decide(this::finish));
  }

  private void finish() {
    if (state instanceof LinkState.Closed) {
      return;
    }
    timer.cancel(false);
    keyWatch.ifPresent(KeyWatch::stop);
    endSession();
    announce(new LinkState.Closed());
    threads.event(closed::countDown);
    threads.stop();
  }

  private void endSession() {
    Session current = session;
    session = null;
    if (current != null) {
      current.abort();
    }
  }

  private void announce(LinkState next) {
    state = next;
    threads.event(() -> listener.ifPresent(told -> told.onState(next)));
  }

  // A bug in a decision must cost a connection, not leave a process alive that says nothing.
  private void crashed(Throwable failure) {
    Logger.error(failure, "the link to {} failed in a way that it should not: reconnecting", url);
    threads.decide(
        () -> {
          if (!closing.get()) {
            disconnected(Fault.passing("internal error of the link to " + url + ": " + failure));
          }
        });
  }

  /** What sessions tell; those of a session that was given up already do not count. */
  private final class Decisions implements Session.Owner {
    @Override
    public void greeted(Session from) {
      if (from != session) {
        return;
      }
      if (filters.isEmpty()) {
        connected(from);
      } else {
        from.subscribe(List.copyOf(filters));
      }
    }

    @Override
    public void subscribed(Session from) {
      if (from == session && state instanceof LinkState.Connecting) {
        connected(from);
      }
    }

    @Override
    public void ended(Session from, Fault fault) {
      if (from == session) {
        disconnected(fault);
      }
    }

    @Override
    public void arrived(IncomingMessage message) {
      listener.ifPresent(told -> told.onMessage(message));
    }
  }
}
