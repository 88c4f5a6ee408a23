package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.BrokerUrl;
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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.tinylog.Logger;

/**
 * The link on Eclipse Paho, as its callers see it.
 *
 * <p>Three parties share a link. Callers come here, on threads of their own; what they want decided
 * is handed over to the deciding thread, which owns {@link LinkDecisions} and with it the
 * connections. The event thread runs the callers' own code: the listener, and futures that fail;
 * one that succeeds completes on Paho's thread, so that nothing else wakes up for it. The latter
 * two are those of {@link LinkThreads}; what everybody may look at is on the {@link LinkBoard}.
 */
public final class PahoLink implements MqttLink {
  /** How long a key that was replaced may go unnoticed. */
  private static final Duration KEY_PAUSE = Duration.ofMinutes(1);

  private final LinkOptions options;
  private final BrokerUrl url;
  private final OversizedMessages oversized =
      new OversizedMessages(System::nanoTime, text -> Logger.warn("{}", text));
  private final LinkTally tally;
  private final LinkThreads threads;
  private final LinkBoard board;
  private final LinkDecisions decisions;

  // process lifetime: whichever thread opens it
  private final AtomicBoolean opened = new AtomicBoolean();

  private PahoLink(
      LinkOptions options,
      ReconnectPolicy policy,
      Optional<TlsClient> tls,
      Duration keyPause,
      Optional<Connection.Maker> connections) {
    this.options = options;
    this.url = options.url();
    this.tally = new LinkTally(tls, oversized);
    this.threads = new LinkThreads(options.clientId(), this::crashed);
    this.board = new LinkBoard(threads);
    this.decisions =
        new LinkDecisions(
            options,
            policy,
            tls,
            keyPause,
            threads,
            board,
            tally,
            connections.orElse(this::session));
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
    return new PahoLink(options, policy, tls, keyPause, Optional.empty());
  }

  /** Over connections that a test plays. */
  static MqttLink create(
      LinkOptions options,
      ReconnectPolicy policy,
      TlsClient tls,
      Duration keyPause,
      Connection.Maker connections) {
    return new PahoLink(options, policy, Optional.of(tls), keyPause, Optional.of(connections));
  }

  private Connection session(
      Optional<TlsClient.Attempt> key, LinkThreads linkThreads, Connection.Owner told)
      throws MqttException {
    return new Session(options, key, linkThreads, oversized, told);
  }

  @Override
  public void open(LinkListener listener) {
    if (board.isClosing() || !opened.compareAndSet(false, true)) {
      throw new IllegalStateException("a link is opened once, and not after it was closed");
    }
    board.listen(listener);
    threads.decide(decisions::open);
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    Connection current = board.connection();
    if (current == null || board.isClosing() || !(board.state() instanceof LinkState.Connected)) {
      return CompletableFuture.failedFuture(new LinkException("no connection to " + url));
    }
    return current.publish(message);
  }

  @Override
  public void subscribe(String filter) {
    Topics.checkFilter(filter);
    threads.decide(() -> decisions.subscribe(filter));
  }

  @Override
  public LinkState state() {
    return board.state();
  }

  @Override
  public LinkCounters counters() {
    return tally.counters();
  }

  @Override
  public void close(Duration patience) {
    board.willClose();
    try {
      Connection current = board.connection();
      if (current != null) {
        current.awaitAcknowledgements(patience);
      }
      threads.decide(decisions::sayGoodbye);
      if (!threads.isEventThread()) {
        board.awaitClosed(LinkDecisions.GOODBYE.multipliedBy(2));
      }
    } catch (InterruptedException e) {
      threads.decide(decisions::finish);
      Thread.currentThread().interrupt();
    }
  }

  // On the thread that failed. A bug must cost a connection, not leave a process alive that says
  // nothing.
  private void crashed(Throwable failure) {
    Logger.error(failure, "the link to {} failed in a way that it should not: reconnecting", url);
    threads.decide(() -> decisions.crashed(failure));
  }
}
