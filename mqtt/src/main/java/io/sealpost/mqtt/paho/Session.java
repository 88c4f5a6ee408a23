package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.net.NetFaults;
import io.sealpost.mqtt.net.Wire;
import io.sealpost.mqtt.tls.TlsClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.tinylog.Logger;

/** A connection by Paho. */
final class Session implements Connection {
  private static final int QOS = 1;

  /** The broker's answer in a SUBACK to a topic filter that it refuses (MQTT 3.1.1, 3.9.3). */
  private static final int SUBACK_FAILURE = 0x80;

  /** Paho's default of 10 fails even for callers who publish one after the other. */
  private static final int MOST_IN_FLIGHT = 1_000;

  /** Far more than Paho's threads need to end; a name that is being looked up takes longest. */
  private static final Duration WINDING_UP = Duration.ofMinutes(2);

  private final LinkOptions options;
  // With the certificate that this connection shows: for words.
  private final LinkOptions shown;
  private final BrokerUrl url;
  private final LinkThreads threads;
  private final Owner owner;
  private final Optional<TlsClient.Attempt> key;
  private final Wire wire;
  private final WireModule module;
  private final ThreadGroup group;
  private final PahoClient client;
  private final Inbox inbox;
  private final InFlight<CompletableFuture<Void>> inFlight = new InFlight<>(MOST_IN_FLIGHT);
  private final AtomicBoolean ended = new AtomicBoolean();

  // connection: the deciding thread
  private boolean sessionPresent;
  private int subscribing;

  // connection: the deciding thread writes it
  private volatile boolean greeted;

  Session(
      LinkOptions options,
      Optional<TlsClient.Attempt> key,
      LinkThreads threads,
      OversizedMessages oversized,
      Owner owner)
      throws MqttException {
    this.options = options;
    this.shown =
        key.flatMap(TlsClient.Attempt::certificateFile).map(options::showing).orElse(options);
    this.url = options.url();
    this.threads = threads;
    this.owner = owner;
    this.key = key;
    wire = new Wire(url, key, options.connectTimeout(), threads.timer());
    module = new WireModule(wire, url, oversized);
    group = threads.connectionGroup(this::crashed);
    client = new PahoClient(module, options.clientId(), threads.timer());
    module.reportProgress(client::received);
    inbox = new Inbox(client, threads, options.acknowledgedByHand(), owner::arrived, this::lost);
    client.setManualAcks(true);
    client.setCallback(inbox);
  }

  @Override
  public void start() {
    threads.start(group, this::connect);
  }

  @Override
  public void subscribe(List<String> filters) {
    int[] qos = new int[filters.size()];
    Arrays.fill(qos, QOS);
    subscribing++;
    try {
      client.subscribe(
          filters.toArray(String[]::new),
          qos,
          null,
          new Outcome(token -> granted(filters, token.getGrantedQos()), this::lost));
    } catch (MqttException e) {
      lost(e);
    }
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    return switch (inFlight.add(future)) {
      case ADDED -> send(message, future);
      case FULL -> failed(url + " has " + MOST_IN_FLIGHT + " messages to acknowledge already");
      case ENDED -> failed("no connection to " + url);
    };
  }

  @Override
  public void disconnect(Runnable done) {
    module.bePolite();
    threads.start(group, () -> sayGoodbye(done));
  }

  @Override
  public void abort() {
    ended.set(true);
    wire.abort();
    inbox.close();
    threads.detach(new WindingUp(group, module::isStartOver, client::wakeSender, WINDING_UP));
    LinkException failure =
        new LinkException("the connection to " + url + " ended before the acknowledgement");
    for (CompletableFuture<Void> future : inFlight.end()) {
      threads.event(() -> future.completeExceptionally(failure));
    }
  }

  /** Ends it with a reason, unless it is over already. */
  void end(Fault fault) {
    if (ended.compareAndSet(false, true)) {
      Fault told = wire.abortReason().map(Fault::passing).orElse(fault);
      threads.decide(() -> owner.ended(this, told));
    }
  }

  @Override
  public void endTooLate() {
    end(NetFaults.tooLate(wire.stage(), url, options.connectTimeout().toSeconds()));
  }

  @Override
  public void awaitAcknowledgements(Duration patience) throws InterruptedException {
    inFlight.awaitEmpty(patience);
  }

  @Override
  public boolean settleKey(Fault fault) {
    if (greeted || key.isEmpty()) {
      return false;
    }
    if (fault.kind() == Fault.Kind.REFUSED) {
      return key.get().refused();
    }
    key.get().failed();
    return false;
  }

  @Override
  public boolean isGreeted() {
    return greeted;
  }

  @Override
  public boolean isSessionPresent() {
    return sessionPresent;
  }

  private void connect() {
    MqttConnectOptions connect = connectOptions();
    Optional<char[]> password = Optional.empty();
    try {
      password = options.credentials().map(Credentials::password).map(supplier -> supplier.get());
      password.ifPresent(connect::setPassword);
      client.connect(connect, null, new Outcome(this::accepted, this::refused));
    } catch (MqttException e) {
      refused(e);
    } catch (UncheckedIOException e) {
      end(Fault.lasting("no password for " + url + ": " + e.getMessage()));
    } finally {
      password.ifPresent(secret -> Arrays.fill(secret, '\0'));
      if (connect.getPassword() != null) {
        Arrays.fill(connect.getPassword(), '\0');
      }
    }
  }

  private void sayGoodbye(Runnable done) {
    try {
      client.sayGoodbye(new Outcome(token -> done.run(), failure -> done.run()));
    } catch (MqttException e) {
      Logger.debug(e, "{} was gone before it was told goodbye", url);
      done.run();
    }
  }

  private MqttConnectOptions connectOptions() {
    MqttConnectOptions connect = new MqttConnectOptions();
    // the default tries 3.1.1 and then 3.1: two handshakes, and tickets can be used only once
    connect.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    connect.setCleanSession(!options.keptSession());
    connect.setAutomaticReconnect(false);
    connect.setMaxInflight(MOST_IN_FLIGHT);
    connect.setKeepAliveInterval((int) options.keepAlive().toSeconds());
    options.credentials().map(Credentials::username).ifPresent(connect::setUserName);
    options.will().ifPresent(will -> connect.setWill(will.topic(), will.payload(), QOS, true));
    return connect;
  }

  private void accepted(IMqttToken token) {
    boolean present = token.getSessionPresent();
    threads.decide(
        () -> {
          greeted = true;
          key.ifPresent(TlsClient.Attempt::accepted);
          sessionPresent = present;
          owner.greeted(this);
        });
  }

  // A bug in Paho or here must cost this connection, not leave a process alive that says nothing.
  private void crashed(Throwable failure) {
    if (!ended.get()) {
      Logger.error(failure, "the link to {} failed in a way that it should not", url);
    }
    end(Fault.passing("internal error of the link to " + url + ": " + failure));
  }

  private void refused(Throwable failure) {
    end(PahoFaults.connecting(failure, wire.stage(), shown));
  }

  private void lost(Throwable failure) {
    end(PahoFaults.losing(failure, shown));
  }

  private void granted(List<String> filters, int[] granted) {
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      if (i >= granted.length || granted[i] == SUBACK_FAILURE) {
        refused.add(filters.get(i));
      }
    }
    if (!refused.isEmpty()) {
      end(PahoFaults.unsubscribable(refused, shown));
      return;
    }
    threads.decide(
        () -> {
          subscribing--;
          if (subscribing == 0) {
            owner.subscribed(this);
          }
        });
  }

  // On Paho's thread: one more would have to wake up for each message.
  private void acknowledged(CompletableFuture<Void> future) {
    if (inFlight.remove(future)) {
      future.complete(null);
    }
  }

  private CompletableFuture<Void> send(OutgoingMessage message, CompletableFuture<Void> future) {
    try {
      // no listener for its failure: the end of the connection fails all futures, in their order
      Outcome outcome = new Outcome(token -> acknowledged(future), failure -> {});
      client.publish(message.topic(), message.payload(), QOS, message.retained(), null, outcome);
    } catch (MqttException e) {
      if (inFlight.remove(future)) {
        return failed("no connection to " + url);
      }
    }
    return future;
  }

  private static CompletableFuture<Void> failed(String reason) {
    return CompletableFuture.failedFuture(new LinkException(reason));
  }
}
